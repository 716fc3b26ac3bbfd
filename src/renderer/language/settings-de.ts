import type { englishSettings } from "./settings-en";

export const germanSettings: typeof englishSettings = {
  settings: {
    saved: "gesichert, sobald Sie sie ändern",
    empty: { automatic: "automatisch", unlimited: "ohne Grenze", wrong: "–" },
    wrong: "Das ist keine Zahl, die hier stehen kann.",
    groups: {
      appearance: "Sprache und Aussehen",
      protection: "Schutz und Protokoll",
      memory: "Speicher",
      models: "Modelle",
      disk: "Platte und Downloads",
      reach: "Wer Tresor erreicht",
    },
    choices: {
      system: "wie das System",
      en: "English",
      de: "Deutsch",
      light: "hell",
      dark: "dunkel",
      required: "verlangt",
      off: "aus",
    },
    fields: {
      language: { label: "Sprache", hint: "Von Fenstern, Menü und Meldungen." },
      appearance: { label: "Aussehen", hint: "Von diesem und allen Fenstern." },
      seal: {
        label: "Siegel der Prozesse",
        hint: "Verlangt: Ein Prozess, den das System nicht vom Netz fernhält, lädt nichts. Aus: Er lädt, als nicht erzwungen bezeichnet.",
      },
      refuseWithoutLedger: {
        label: "Ohne Protokoll niemanden bedienen",
        hint: "Lässt sich das Protokoll nicht schreiben, wird jede Anfrage abgewiesen; bei Clients der Produktion immer.",
      },
      endUnexpectedConnections: {
        label: "Unangekündigte Verbindungen beenden",
        hint: "Ein Prozess von Tresor mit einer Verbindung, die niemand angekündigt hat, wird sofort beendet. Aus: nur ein Alarm.",
      },
      ledgerPromptHash: {
        label: "Einen Hash jeder Eingabe mit Schlüssel festhalten",
        hint: "Zeigt später, ob eine vorliegende Eingabe hier gestellt wurde. Die Eingabe selbst steht nie im Protokoll.",
      },
      ledgerKeptDays: {
        label: "Protokoll aufheben, Tage",
        hint: "Leer: ganz. Was entfernt wird, hinterlässt einen signierten Eintrag.",
      },
      ledgerKeptBytes: { label: "Protokoll aufheben, GB", hint: "Leer: ganz." },
      memoryLimitBytes: { label: "Alle Modelle zusammen, GB", hint: "Leer: so viel, wie der Rechner erlaubt." },
      reserveBytes: { label: "Für das System frei, GB", hint: "Leer: 5 % des Speichers, mindestens 2 GB." },
      keepAliveSeconds: {
        label: "Ungefragt geht ein Modell nach, Sekunden",
        hint: "Leer: Es bleibt, bis sein Platz gebraucht wird.",
      },
      longestKeepAliveSeconds: {
        label: "Längste Bleibe für eine Anfrage, Sekunden",
        hint: "Leer: so lange, wie sie verlangt.",
      },
      context: {
        label: "Kontext, Token je Platz",
        hint: "Leer: der des Modells, mit Maß. Ab dem nächsten Laden.",
      },
      slots: { label: "Plätze", hint: "Gleichzeitige Anfragen an ein Modell. Ab dem nächsten Laden." },
      cacheType: {
        label: "KV-Cache",
        hint: "Kleinere Arten brauchen weniger Speicher und sind etwas ungenauer. Ab dem nächsten Laden.",
      },
      threads: { label: "Threads", hint: "Leer: so viele, wie der Rechner schnelle Kerne hat. Ab dem nächsten Laden." },
      prefillShare: {
        label: "Anteil neuer Eingaben an einem Schritt, %",
        hint: "10 bis 90. Mehr liest Eingaben schneller und bremst laufende Antworten.",
      },
      modelsDirs: { label: "Ordner mit Modellen", hint: "Einer je Zeile. Tresors eigener kommt zuerst." },
      otherPrograms: {
        label: "Modelle anderer Programme nutzen",
        hint: "Von LM Studio, Hugging Face und Ollama, wo sie liegen.",
      },
      demo: { label: "Demomodell", hint: "Dient, solange kein anderes da ist." },
      prefixCache: {
        label: "Gelesenes von Eingaben aufheben",
        hint: "Auf der Platte, verschlüsselt, damit es nicht noch einmal gelesen wird. Aus entfernt, was da ist.",
      },
      prefixCacheBytes: { label: "Davon auf der Platte höchstens, GB", hint: "Weniger, wo die Platte voll ist." },
      prefixMemoryBytes: {
        label: "Davon im Speicher jedes Prozesses, GB",
        hint: "Leer: ein Anteil dessen, was der Rechner hat.",
      },
      downloadBytesPerSecond: {
        label: "Downloads höchstens, MB je Sekunde",
        hint: "Leer: ohne Grenze. Für alle zusammen.",
      },
      port: { label: "Port", hint: "Ab dem nächsten Start." },
      ollamaPort: {
        label: "Auch an Ollamas Port antworten",
        hint: "11434, wo Ollama es nicht tut. Ab dem nächsten Start.",
      },
      unixSocket: { label: "Unix-Socket", hint: "Ein Pfad; leer: keiner. Ab dem nächsten Start." },
      allowedOrigins: {
        label: "Webseiten, die Tresor rufen dürfen",
        hint: "Eine je Zeile, etwa https://chat.example. Ab dem nächsten Start.",
      },
      allowedHosts: {
        label: "Namen, unter denen Tresor gerufen werden darf",
        hint: "Einer je Zeile, etwa host.docker.internal. Ab dem nächsten Start.",
      },
    },
  },
};
