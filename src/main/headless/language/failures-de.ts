import type { ErrorCode } from "../../../shared/errors";

/** What to do about each failure of the core, whose own messages are English. */
export const germanCures: Readonly<Record<ErrorCode, string>> = {
  invalid_request: "Eine Angabe ist falsch; bitte das genannte Feld berichtigen.",
  malformed_json: "Das ist kein gültiges JSON; Zeile und Spalte stehen dabei.",
  context_exceeded: "Das Gespräch ist zu lang: kürzen, oder das Modell mit größerem --context laden.",
  unsupported: "Das geht hier nicht; bitte das genannte Feld weglassen.",
  unauthorized: "Das Admin-Token passt nicht; bitte als derselbe Benutzer aufrufen, der Tresor gestartet hat.",
  forbidden_host: "Tresor ist nur unter 127.0.0.1, localhost und [::1] erreichbar.",
  forbidden_origin: "Fremde Webseiten dürfen Tresor nicht aufrufen.",
  model_not_found: "Dieses Modell gibt es nicht; `tresor list` zeigt alle.",
  not_resident: "Das Modell ist nicht im Speicher; `tresor ps` zeigt, was dort ist.",
  route_not_found: "Diesen Aufruf gibt es nicht; vielleicht läuft eine andere Version von Tresor.",
  ambiguous_reference: "Mehrere Modelle heißen so; bitte den ganzen Namen angeben.",
  model_in_use: "Das Modell ist in Gebrauch; erst entladen, lösen oder umbenennen, oder --force.",
  source_not_found: "Das gibt es dort nicht; bitte Eigentümer, Repository und Datei prüfen.",
  hub_refused:
    "Das Verzeichnis verlangt ein Token mit Zugriff; bitte eines hinterlegen und dort den Bedingungen zustimmen.",
  download_failed: "Das Herunterladen ist abgebrochen; was da ist, bleibt. Bitte noch einmal versuchen.",
  disk_full: "Der Datenträger ist voll; bitte Platz schaffen.",
  not_allowed: "Das gehört einem anderen Programm oder darf von hier nicht geändert werden.",
  body_too_large: "Die Anfrage ist zu groß; bitte kürzen.",
  model_rejected: "Die Datei wurde abgewiesen; bitte neu beschaffen.",
  load_failed: "Das Modell ließ sich nicht laden.",
  generation_failed: "Die Antwort ist abgebrochen; bitte noch einmal versuchen.",
  internal: "In Tresor ist etwas fehlgeschlagen; bitte melden.",
  worker_died: "Der Prozess des Modells ist beendet; der nächste Aufruf startet ihn neu.",
  seal_unavailable: "Der Prozess ließ sich nicht versiegeln; ohne Siegel geht es mit --seal off weiter.",
  insufficient_memory: "Der Speicher reicht nicht: ein Modell entladen, oder weniger Kontext und Plätze wählen.",
  queue_full: "Zu viele Anfragen warten; bitte später noch einmal versuchen.",
  shutting_down: "Tresor wird gerade beendet; bitte noch einmal versuchen, wenn es wieder läuft.",
  deadline_exceeded: "Die Anfrage hat zu lange gedauert; bitte mehr Zeit geben.",
  not_running: "Tresor läuft nicht: mit `tresor serve` starten oder die App öffnen.",
  port_taken: "Der Port ist belegt: das andere Programm beenden oder --port wählen.",
  already_running:
    "Mit diesem Datenverzeichnis läuft schon ein Tresor: ihn benutzen, oder ein anderes --data-dir wählen.",
  cancelled: "Abgebrochen.",
};
