/** Was die Beobachtung nicht sehen kann. */
export const deLimits: readonly string[] = [
  "Er sieht nur, was über Tresor läuft. Was ein Client mit einer Antwort macht und was andere Programme auf diesem Rechner senden, sieht er nicht.",
  "Antworten gehen an den, der gefragt hat. Ist Tresor für andere Rechner geöffnet, verlassen sie diesen Rechner über dieses Netz, an Clients mit Schlüssel; von welcher Adresse eine Anfrage kam, wird nicht aufgezeichnet.",
  "Die Sockets werden alle paar Sekunden angesehen: eine Stichprobe, die kurze Verbindungen verpassen kann. Nachweis ist die Sperre, die Beobachtung ist die Quittung.",
  "Dass ein Siegel zwischen zwei Prüfungen hielt, ist geschlossen und nicht gesehen.",
  "Dienste des Betriebssystems, etwa Zeit, Namensauflösung oder die Prüfung von Signaturen, gehören nicht zu Tresor.",
  "Die Sperre hält Fehler und gewöhnlichen Code auf. Gegen einen Angreifer mit Verwaltungsrechten auf diesem Rechner hilft sie nicht.",
  "Wer den Schlüssel der Unterschriften hat, kann eine andere Vergangenheit schreiben. Dass das nicht geschehen ist, zeigt nur ein Anker, der anderswo liegt, und nur bis zu diesem Anker.",
  "Anfragen, die abgewiesen wurden, bevor sie ein Modell erreichten, etwa mit falschem Schlüssel oder an ein Modell, das es nicht gibt, stehen nicht im Protokoll.",
  "Der Inhalt von Eingaben und Antworten wird nicht aufgezeichnet und ist hier nicht nachprüfbar.",
  "Zeiten sind die der Uhr dieses Rechners.",
];
