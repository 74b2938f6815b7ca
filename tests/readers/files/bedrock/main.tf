resource "aws_bedrockagent_agent" "helper" {
  # foundation_model = "amazon.titan-text-express-v1:0"
  foundation_model = "meta.llama3-1-70b-instruct-v1:0"
}
