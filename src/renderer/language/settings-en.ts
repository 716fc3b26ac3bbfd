/** The settings. A unit that one types in stands in the label. */
export const englishSettings = {
  settings: {
    saved: "saved as you change them",
    empty: { automatic: "automatic", unlimited: "no limit", wrong: "–" },
    wrong: "This is not a number that can stand here.",
    groups: {
      appearance: "Language and appearance",
      protection: "Protection and ledger",
      memory: "Memory",
      models: "Models",
      disk: "Disk and downloads",
      reach: "Who can reach Tresor",
    },
    choices: {
      system: "as the system",
      en: "English",
      de: "Deutsch",
      light: "light",
      dark: "dark",
      required: "required",
      off: "off",
    } as Readonly<Record<string, string>>,
    fields: {
      language: { label: "Language", hint: "Of windows, tray and messages." },
      appearance: { label: "Appearance", hint: "Of this and all windows." },
      seal: {
        label: "Seal of the workers",
        hint: "Required: a worker that the kernel does not keep from the network loads nothing. Off: it loads, marked not enforced.",
      },
      refuseWithoutLedger: {
        label: "Serve nobody without the ledger",
        hint: "When the ledger cannot be written, every request is refused. Clients of production always are.",
      },
      endUnexpectedConnections: {
        label: "End what connects unannounced",
        hint: "A process of Tresor's with a connection that nobody announced is ended at once. Off: it raises an alarm only.",
      },
      ledgerPromptHash: {
        label: "Record a keyed hash of each prompt",
        hint: "Shows later whether a prompt that somebody has was asked here. The prompt itself is never recorded.",
      },
      ledgerKeptDays: {
        label: "Keep the ledger, days",
        hint: "Empty: all of it. What is removed leaves a signed record.",
      },
      ledgerKeptBytes: { label: "Keep the ledger, GB", hint: "Empty: all of it." },
      memoryLimitBytes: { label: "All models together, GB", hint: "Empty: as much as the machine allows." },
      reserveBytes: { label: "Kept free for the system, GB", hint: "Empty: 5% of the memory, at least 2 GB." },
      keepAliveSeconds: {
        label: "A model nobody asks leaves after, seconds",
        hint: "Empty: it stays until its room is needed.",
      },
      longestKeepAliveSeconds: {
        label: "The longest a request may keep one, seconds",
        hint: "Empty: as long as it asks for.",
      },
      context: {
        label: "Context, tokens a slot",
        hint: "Empty: the model’s own, within reason. From the next load on.",
      },
      slots: { label: "Slots", hint: "Requests at the same time for one model. From the next load on." },
      cacheType: {
        label: "KV cache",
        hint: "Smaller types take less memory and lose some accuracy. From the next load on.",
      },
      threads: { label: "Threads", hint: "Empty: as many as the machine has fast cores. From the next load on." },
      prefillShare: {
        label: "Share of a step for new prompts, %",
        hint: "10 to 90. More reads prompts faster and slows answers that run.",
      },
      modelsDirs: { label: "Folders with models", hint: "One a line. Tresor’s own folder comes first." },
      otherPrograms: {
        label: "Use models of other programs",
        hint: "Of LM Studio, Hugging Face and Ollama, where they lie.",
      },
      demo: { label: "Demo model", hint: "Serves while there is no other." },
      prefixCache: {
        label: "Keep what was read of prompts",
        hint: "On disk, encrypted, so that it is not read again. Off removes what is there.",
      },
      prefixCacheBytes: { label: "Kept on disk at most, GB", hint: "Less where the disk is full." },
      prefixMemoryBytes: { label: "Kept in memory of each worker, GB", hint: "Empty: a share of the machine’s." },
      downloadBytesPerSecond: { label: "Downloads at most, MB a second", hint: "Empty: no limit. For all together." },
      port: { label: "Port", hint: "From the next start on." },
      ollamaPort: {
        label: "Answer at Ollama’s port too",
        hint: "11434, where Ollama does not. From the next start on.",
      },
      unixSocket: { label: "Unix socket", hint: "A path; empty: none. From the next start on." },
      allowedOrigins: {
        label: "Web pages that may call Tresor",
        hint: "One a line, such as https://chat.example. From the next start on.",
      },
      allowedHosts: {
        label: "Names that requests may call Tresor by",
        hint: "One a line, such as host.docker.internal. From the next start on.",
      },
    },
  },
};
