model=teknium/OpenHermes-2.5-Mistral-7B
volume=$PWD/data

docker run --gpus all --shm-size 1g -p 8080:80 -v $volume:/data \
    ghcr.io/huggingface/text-generation-inference:3.0.1 \
    --model-id $model --quantize eetq
text-generation-launcher --model-id bigcode/starcoder2-7b --revision 4d7b21d
