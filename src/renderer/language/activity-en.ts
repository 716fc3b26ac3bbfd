/** Activity: who asks now, and how it was. */
export const englishActivity = {
  activity: {
    now: "Requests now",
    nobodyAsks: "Nobody asks anything at the moment.",
    columns: {
      client: "Client",
      model: "Model",
      phase: "Phase",
      prompt: "Prompt tokens",
      answer: "Answer tokens",
      since: "Since",
      cancel: "Cancel",
    },
    of: (read: string, whole: string) => `${read} of ${whole}`,
    cancel: (client: string) => `Cancel the request of ${client}`,
    range: "Time shown",
    ranges: { hour: "1 hour", day: "24 hours", week: "7 days" },
    charts: {
      rate: "Tokens per second",
      firstToken: "Time to first token",
      models: "Memory of models",
      requests: "Requests per minute",
    },
    lastAndMost: (last: string, most: string) => `last ${last}, at most ${most}`,
    nothingYet: "nothing recorded yet",
  },
};
