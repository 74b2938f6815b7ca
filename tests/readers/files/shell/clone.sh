git lfs install
git clone https://huggingface.co/mistralai/Mistral-7B-v0.1
git clone "https://me:$TOKEN@huggingface.co/harbour/sailor-8b.git" here
git clone git@hf.co:harbour/pilot-7b
git clone https://huggingface.co/datasets/harbour/logs
git clone https://huggingface.co/$OWNER/$NAME
curl -L -o m.gguf https://huggingface.co/bartowski/Qwen2.5-7B-Instruct-GGUF/resolve/v1/q4.gguf?download=true
wget https://huggingface.co/docs/transformers/index
git clone https://github.com/harbour/code
