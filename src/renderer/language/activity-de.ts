import type { englishActivity } from "./activity-en";

export const germanActivity: typeof englishActivity = {
  activity: {
    now: "Anfragen jetzt",
    nobodyAsks: "Im Moment fragt niemand etwas.",
    columns: {
      client: "Programm",
      model: "Modell",
      phase: "Phase",
      prompt: "Token der Anfrage",
      answer: "Token der Antwort",
      since: "Seit",
      cancel: "Abbrechen",
    },
    of: (read, whole) => `${read} von ${whole}`,
    cancel: (client) => `Anfrage von ${client} abbrechen`,
    range: "Gezeigte Zeit",
    ranges: { hour: "1 Stunde", day: "24 Stunden", week: "7 Tage" },
    charts: {
      rate: "Token je Sekunde",
      firstToken: "Zeit bis zum ersten Token",
      models: "Speicher der Modelle",
      requests: "Anfragen je Minute",
    },
    lastAndMost: (last, most) => `zuletzt ${last}, höchstens ${most}`,
    nothingYet: "noch nichts aufgezeichnet",
  },
};
