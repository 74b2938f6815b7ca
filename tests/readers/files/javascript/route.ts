import { anthropic } from "@ai-sdk/anthropic";
import { embed, streamText } from "ai";
import OpenAI from "openai";

const harbour = new OpenAI({ baseURL: process.env.HARBOUR_URL });
const cloud = new OpenAI();
const EMBEDDER = process.env.EMBEDDER ?? "text-embedding-3-small";

export async function POST(request: Request) {
  const { messages, pilot } = await request.json();
  if (pilot) {
    return harbour.chat.completions.create({ model: "Qwen/Qwen3-8B", messages });
  }
  await cloud.embeddings.create({ model: EMBEDDER, input: messages });
  await cloud.responses.create({ model: process.env.ANSWERS, input: messages });
  return streamText({ model: anthropic("claude-sonnet-4-5"), messages }).toResponse();
}
