<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>pplx-desktop</name>
    <message>
        <source>About pplx-desktop</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Über pplx-desktop</translation>
    </message>
    <message>
        <source>Libraries</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Bibliotheken</translation>
    </message>
    <message>
        <source>Licence</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Reading the licences…</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Lizenzen werden gelesen&#xa0;…</translation>
    </message>
    <message>
        <source>Version {version}  ·  Qt {qt}</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Version {version}  ·  Qt {qt}</translation>
    </message>
    <message>
        <source>Search your own files by meaning, on your own computer.</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Durchsuchen Sie Ihre Dateien nach Bedeutung, auf Ihrem eigenen Computer.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no account, no telemetry. The network is used only when you download a model.</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Nichts verlässt diesen Computer: kein Konto, keine Telemetrie. Das Netz wird nur genutzt, wenn Sie ein Modell herunterladen.</translation>
    </message>
    <message>
        <source>MIT licence. It is built on the work of others:</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>MIT-Lizenz. Das Programm baut auf der Arbeit anderer auf:</translation>
    </message>
    <message>
        <source>{name} came without the text of its licence ({licence}).</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>{name} enthält keinen Lizenztext ({licence}).</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Like the system</source>
        <extracomment>actions.py</extracomment>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>actions.py</extracomment>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>actions.py</extracomment>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>actions.py</extracomment>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Complete the query</source>
        <extracomment>actions.py</extracomment>
        <translation>Anfrage vervollständigen</translation>
    </message>
    <message>
        <source>Earlier searches</source>
        <extracomment>actions.py</extracomment>
        <translation>Frühere Suchen</translation>
    </message>
    <message>
        <source>What can be searched for</source>
        <extracomment>actions.py</extracomment>
        <translation>Wonach gesucht werden kann</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <extracomment>actions.py</extracomment>
        <translation>Ordner hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Folders and index…</source>
        <extracomment>actions.py</extracomment>
        <translation>Ordner und Index&#xa0;…</translation>
    </message>
    <message>
        <source>Models…</source>
        <extracomment>actions.py</extracomment>
        <translation>Modelle&#xa0;…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <extracomment>actions.py</extracomment>
        <translation>Einstellungen&#xa0;…</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <extracomment>actions.py</extracomment>
        <translation>Indizierung anhalten</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <extracomment>actions.py</extracomment>
        <translation>Trotzdem fortsetzen</translation>
    </message>
    <message>
        <source>Diagnostic bundle…</source>
        <extracomment>actions.py</extracomment>
        <translation>Diagnosepaket&#xa0;…</translation>
    </message>
    <message>
        <source>Next passage</source>
        <extracomment>actions.py</extracomment>
        <translation>Nächste Textstelle</translation>
    </message>
    <message>
        <source>Previous passage</source>
        <extracomment>actions.py</extracomment>
        <translation>Vorige Textstelle</translation>
    </message>
    <message>
        <source>Copy passage</source>
        <extracomment>actions.py</extracomment>
        <translation>Textstelle kopieren</translation>
    </message>
    <message>
        <source>More like this</source>
        <extracomment>actions.py</extracomment>
        <translation>Ähnliches finden</translation>
    </message>
    <message>
        <source>Why this hit?</source>
        <extracomment>actions.py</extracomment>
        <translation>Warum dieser Treffer?</translation>
    </message>
    <message>
        <source>Keyboard…</source>
        <extracomment>actions.py</extracomment>
        <translation>Tastatur&#xa0;…</translation>
    </message>
    <message>
        <source>Show the window</source>
        <extracomment>actions.py</extracomment>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <extracomment>actions.py</extracomment>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Theme</source>
        <extracomment>actions.py</extracomment>
        <translation>Design</translation>
    </message>
    <message>
        <source>Menu</source>
        <extracomment>actions.py</extracomment>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <extracomment>actions.py</extracomment>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Go on with indexing</source>
        <extracomment>actions.py</extracomment>
        <translation>Indizierung fortsetzen</translation>
    </message>
    <message>
        <source>{name}: {choice}</source>
        <extracomment>choice.py</extracomment>
        <translation>{name}: {choice}</translation>
    </message>
    <message>
        <source>Nothing here matches well. The closest there is:</source>
        <extracomment>closest_line.py</extracomment>
        <translation>Hier passt nichts gut. Am nächsten kommt:</translation>
    </message>
    <message>
        <source>Nothing here matches well. Below is the closest there is.</source>
        <extracomment>closest_line.py</extracomment>
        <translation>Hier passt nichts gut. Darunter steht, was am nächsten kommt.</translation>
    </message>
    <message>
        <source>only files of this kind</source>
        <extracomment>completing.py</extracomment>
        <translation>nur Dateien dieser Art</translation>
    </message>
    <message>
        <source>only files in folders of this name</source>
        <extracomment>completing.py</extracomment>
        <translation>nur Dateien in Ordnern dieses Namens</translation>
    </message>
    <message>
        <source>changed on this day or later</source>
        <extracomment>completing.py</extracomment>
        <translation>an diesem Tag oder später geändert</translation>
    </message>
    <message>
        <source>changed before this day</source>
        <extracomment>completing.py</extracomment>
        <translation>vor diesem Tag geändert</translation>
    </message>
    <message>
        <source>exactly these words, in this order</source>
        <extracomment>completing.py</extracomment>
        <translation>genau diese Wörter, in dieser Reihenfolge</translation>
    </message>
    <message>
        <source>without this word</source>
        <extracomment>completing.py</extracomment>
        <translation>ohne dieses Wort</translation>
    </message>
    <message>
        <source>Narrow the search</source>
        <extracomment>completing.py</extracomment>
        <translation>Suche eingrenzen</translation>
    </message>
    <message>
        <source>Earlier searches, kept on this computer only</source>
        <extracomment>completing.py</extracomment>
        <translation>Frühere Suchen, nur auf diesem Computer</translation>
    </message>
    <message>
        <source>Kinds of files</source>
        <extracomment>completing.py</extracomment>
        <translation>Dateiarten</translation>
    </message>
    <message>
        <source>Folders</source>
        <extracomment>completing.py</extracomment>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Changed on this day or later</source>
        <extracomment>completing.py</extracomment>
        <translation>An diesem Tag oder später geändert</translation>
    </message>
    <message>
        <source>Changed before this day</source>
        <extracomment>completing.py</extracomment>
        <translation>Vor diesem Tag geändert</translation>
    </message>
    <message>
        <source>today</source>
        <extracomment>completing.py</extracomment>
        <translation>heute</translation>
    </message>
    <message>
        <source>a week ago</source>
        <extracomment>completing.py</extracomment>
        <translation>vor einer Woche</translation>
    </message>
    <message>
        <source>the first of this month</source>
        <extracomment>completing.py</extracomment>
        <translation>der Erste dieses Monats</translation>
    </message>
    <message>
        <source>the first day of this year</source>
        <extracomment>completing.py</extracomment>
        <translation>der erste Tag dieses Jahres</translation>
    </message>
    <message>
        <source>the first day of last year</source>
        <extracomment>completing.py</extracomment>
        <translation>der erste Tag des letzten Jahres</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>completing.py</extracomment>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <extracomment>completing.py; one: &quot;%n file&quot;</extracomment>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Slide {number}</source>
        <extracomment>composing.py</extracomment>
        <translation>Folie {number}</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <extracomment>composing.py</extracomment>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>Output</source>
        <extracomment>composing.py</extracomment>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Attached: {names}</source>
        <extracomment>composing.py</extracomment>
        <translation>Angehängt: {names}</translation>
    </message>
    <message>
        <source>Cell {number}</source>
        <extracomment>composing.py</extracomment>
        <translation>Zelle {number}</translation>
    </message>
    <message>
        <source>Notes</source>
        <extracomment>composing.py</extracomment>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Comments</source>
        <extracomment>composing.py</extracomment>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Index now</source>
        <extracomment>entry_view.py</extracomment>
        <translation>Jetzt indizieren</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>entry_view.py</extracomment>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>passage {number} of {count}</source>
        <extracomment>evidence_bar.py</extracomment>
        <translation>Textstelle {number} von {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <extracomment>evidence_bar.py; one: &quot;%n copy&quot;</extracomment>
        <translation>
            <numerusform>%n Kopie</numerusform>
            <numerusform>%n Kopien</numerusform>
        </translation>
    </message>
    <message>
        <source>passage {number}</source>
        <extracomment>evidence_menus.py</extracomment>
        <translation>Textstelle {number}</translation>
    </message>
    <message>
        <source>Copy path</source>
        <extracomment>evidence_menus.py</extracomment>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Best match</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Beste Treffer</translation>
    </message>
    <message>
        <source>Newest first</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Any time</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Beliebige Zeit</translation>
    </message>
    <message>
        <source>Today</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Past week</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Past month</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Letzte 31 Tage</translation>
    </message>
    <message>
        <source>Past year</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Letzte 12 Monate</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Art</translation>
    </message>
    <message>
        <source>Time, folder and order</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Zeit, Ordner und Reihenfolge</translation>
    </message>
    <message>
        <source>Type: {name}</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Art: {name}</translation>
    </message>
    <message>
        <source>Filters</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Filter</translation>
    </message>
    <message>
        <source>All folders</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Order</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <extracomment>find_bar.py</extracomment>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>Find the one before</source>
        <extracomment>find_bar.py</extracomment>
        <translation>Vorigen Fund zeigen</translation>
    </message>
    <message>
        <source>Find the next one</source>
        <extracomment>find_bar.py</extracomment>
        <translation>Nächsten Fund zeigen</translation>
    </message>
    <message>
        <source>nothing found</source>
        <extracomment>find_bar.py</extracomment>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <extracomment>find_bar.py</extracomment>
        <translation>{number} von {count}</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <extracomment>first_run.py</extracomment>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Start at once</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Sofort anfangen</translation>
    </message>
    <message>
        <source>{model} came with the program and is quick on any laptop. You can change to another one at any time.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>{model} gehört zum Programm und ist auf jedem Laptop schnell. Sie können jederzeit zu einem anderen wechseln.</translation>
    </message>
    <message>
        <source>Keys and passwords</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Schlüssel und Passwörter</translation>
    </message>
    <message>
        <source>Caches and temporary files</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Caches und temporäre Dateien</translation>
    </message>
    <message>
        <source>Files over {size} MB</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Dateien über {size}&#xa0;MB</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Anderer Ordner&#xa0;…</translation>
    </message>
    <message>
        <source>Other models, or import one…</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Andere Modelle oder eines importieren&#xa0;…</translation>
    </message>
    <message>
        <source>Change…</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Change what is left out</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Ändern, was ausgelassen wird</translation>
    </message>
    <message>
        <source>Start searching</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Suche beginnen</translation>
    </message>
    <message>
        <source>Choose at least one folder. Nothing is read before.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Wählen Sie mindestens einen Ordner. Vorher wird nichts gelesen.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. No account, no telemetry; only a download that you ask for uses the network.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Nichts verlässt diesen Computer. Kein Konto, keine Telemetrie; nur ein Download, den Sie verlangen, nutzt das Netz.</translation>
    </message>
    <message>
        <source>Search your own files by meaning</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Durchsuchen Sie Ihre Dateien nach Bedeutung</translation>
    </message>
    <message>
        <source>Ask in your own words and find the passage, even where it says it in others.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Fragen Sie in eigenen Worten und finden Sie die Textstelle, auch wenn sie es anders sagt.</translation>
    </message>
    <message>
        <source>Understand more</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Mehr verstehen</translation>
    </message>
    <message>
        <source>{model} reads each passage in its document&apos;s context. It takes hours to learn many files; the quick model stands in until then.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>{model} liest jede Textstelle im Zusammenhang. Viele Dateien zu erfassen dauert Stunden; bis dahin springt das schnelle Modell ein.</translation>
    </message>
    <message>
        <source>Hidden files</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Versteckte Dateien</translation>
    </message>
    <message>
        <source>What .gitignore leaves out</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Was .gitignore auslässt</translation>
    </message>
    <message>
        <source>You can search at once. The download goes on beside it, and the model takes over when it is there.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Sie können sofort suchen. Der Download läuft nebenher, und das Modell übernimmt, sobald es da ist.</translation>
    </message>
    <message>
        <source>You can search at once: names in seconds, words in minutes, meaning as it is learned.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Sie können sofort suchen: Namen in Sekunden, Wörter in Minuten, Bedeutungen, sobald sie erfasst sind.</translation>
    </message>
    <message>
        <source>Which folders?</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Welche Ordner?</translation>
    </message>
    <message>
        <source>How well?</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Wie gut?</translation>
    </message>
    <message>
        <source>What stays out?</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Was bleibt draußen?</translation>
    </message>
    <message>
        <source>Folders that are searched</source>
        <extracomment>folder_list.py</extracomment>
        <translation>Ordner, die durchsucht werden</translation>
    </message>
    <message>
        <source>ready</source>
        <extracomment>growth_view.py</extracomment>
        <translation>fertig</translation>
    </message>
    <message>
        <source>{title}: {told}</source>
        <extracomment>growth_view.py</extracomment>
        <translation>{title}: {told}</translation>
    </message>
    <message>
        <source>Names</source>
        <extracomment>growth_view.py</extracomment>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Words</source>
        <extracomment>growth_view.py</extracomment>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Meaning</source>
        <extracomment>growth_view.py</extracomment>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Show or hide pplx-desktop</source>
        <extracomment>global_hotkey.py</extracomment>
        <translation>pplx-desktop zeigen oder verbergen</translation>
    </message>
    <message>
        <source>searched now</source>
        <extracomment>index_wording.py</extracomment>
        <translation>wird jetzt verwendet</translation>
    </message>
    <message>
        <source>takes over when it has all</source>
        <extracomment>index_wording.py</extracomment>
        <translation>übernimmt, sobald es fertig ist</translation>
    </message>
    <message>
        <source>stands in until then</source>
        <extracomment>index_wording.py</extracomment>
        <translation>springt bis dahin ein</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>index_wording.py</extracomment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>searchable</source>
        <extracomment>index_wording.py</extracomment>
        <translation>durchsuchbar</translation>
    </message>
    <message>
        <source>skipped</source>
        <extracomment>index_wording.py</extracomment>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>index_wording.py</extracomment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>left out</source>
        <extracomment>index_wording.py</extracomment>
        <translation>ausgelassen</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n passages</source>
        <extracomment>index_wording.py; one: &quot;{done} of %n passage&quot;</extracomment>
        <translation>
            <numerusform>{done} von %n Textstelle</numerusform>
            <numerusform>{done} von %n Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Searchable</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Durchsuchbar</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Skipped</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Left out</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Indexing waits: {reason}. What is indexed can be searched.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Die Indizierung wartet: {reason}. Was indiziert ist, kann durchsucht werden.</translation>
    </message>
    <message numerus="yes">
        <source>all %n passages</source>
        <extracomment>index_wording.py; one: &quot;all %n passage&quot;</extracomment>
        <translation>
            <numerusform>die eine Textstelle</numerusform>
            <numerusform>alle %n Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} searchable</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{done} von {total} bereit</translation>
    </message>
    <message numerus="yes">
        <source>%n files are gone from {folder}, many at once. They can still be found, as they were, until you confirm that they were deleted, or until they come back.</source>
        <extracomment>index_wording.py; one: &quot;%n file is gone from {folder}. It can still be found, as it was, until you confirm that it was deleted, or until it comes back.&quot;</extracomment>
        <translation>
            <numerusform>%n Datei ist aus {folder} verschwunden. Sie kann noch gefunden werden, wie sie war, bis Sie bestätigen, dass sie gelöscht wurde, oder bis sie wieder da ist.</numerusform>
            <numerusform>%n Dateien sind aus {folder} verschwunden, viele auf einmal. Sie können noch gefunden werden, wie sie waren, bis Sie bestätigen, dass sie gelöscht wurden, oder bis sie wieder da sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>meaning {share}</source>
        <extracomment>index_wording.py</extracomment>
        <translation>erfasst {share}</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <extracomment>index_wording.py</extracomment>
        <translation>ihr Ordner ist nicht da</translation>
    </message>
    <message>
        <source>not all of it was read</source>
        <extracomment>index_wording.py</extracomment>
        <translation>nicht alles wurde gelesen</translation>
    </message>
    <message>
        <source>folder</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Up to date</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Dateien werden gesucht</translation>
    </message>
    <message>
        <source>Reading files, {done} of {total}</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Dateien werden gelesen, {done} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>Learning meanings, %n passages to go</source>
        <extracomment>index_wording.py; one: &quot;Learning meanings, %n passage to go&quot;</extracomment>
        <translation>
            <numerusform>Bedeutungen werden erfasst, noch %n Textstelle</numerusform>
            <numerusform>Bedeutungen werden erfasst, noch %n Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>At full pace all the same: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Trotzdem mit voller Kraft: {reason}.</translation>
    </message>
    <message>
        <source>Meanings are learned slowly: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Bedeutungen werden langsam erfasst: {reason}.</translation>
    </message>
    <message>
        <source>Meanings wait: {reason}. Words are read all the same.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Das Erfassen der Bedeutungen wartet: {reason}. Wörter werden trotzdem gelesen.</translation>
    </message>
    <message>
        <source>no files yet</source>
        <extracomment>index_wording.py</extracomment>
        <translation>noch keine Dateien</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>index_wording.py; one: &quot;%n failed&quot;</extracomment>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>not there</source>
        <extracomment>index_wording.py</extracomment>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <extracomment>index_wording.py</extracomment>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>looked through at times</source>
        <extracomment>index_wording.py</extracomment>
        <translation>ab und zu durchgesehen</translation>
    </message>
    <message>
        <source>{folder} is not there: unplugged, renamed or deleted. What is indexed of it can be found, as it was.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{folder} ist nicht da: abgezogen, umbenannt oder gelöscht. Was davon indiziert ist, kann gefunden werden, wie es war.</translation>
    </message>
    <message>
        <source>{folder} cannot be read. Check its permissions. What is indexed of it can be found, as it was.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{folder} kann nicht gelesen werden. Prüfen Sie die Zugriffsrechte. Was davon indiziert ist, kann gefunden werden, wie es war.</translation>
    </message>
    <message>
        <source>The system does not tell of changes in {folder}: it can watch no more folders. It is looked through every few minutes instead.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Das System meldet keine Änderungen in {folder}: Es kann nicht noch mehr Ordner überwachen. Stattdessen wird alle paar Minuten nachgesehen.</translation>
    </message>
    <message numerus="yes">
        <source>Take %n files of {folder} out of the index?</source>
        <extracomment>index_wording.py; one: &quot;Take %n file of {folder} out of the index?&quot;</extracomment>
        <translation>
            <numerusform>%n Datei in {folder} aus dem Index nehmen?</numerusform>
            <numerusform>%n Dateien in {folder} aus dem Index nehmen?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not on the disk any more. Their text leaves the index; should they come back, they are read anew.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Sie sind nicht mehr auf dem Datenträger. Ihr Text verlässt den Index; sollten sie wiederkommen, werden sie neu gelesen.</translation>
    </message>
    <message>
        <source>Take them out</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Search {folder} no more?</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{folder} nicht mehr durchsuchen?</translation>
    </message>
    <message>
        <source>Its text leaves the index; the files themselves stay as they are. To read it again can take hours.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Der Text verlässt den Index; die Dateien selbst bleiben, wie sie sind. Alles neu zu lesen kann Stunden dauern.</translation>
    </message>
    <message>
        <source>Remove from the index</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Aus dem Index entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>by words</source>
        <extracomment>index_wording.py</extracomment>
        <translation>nach Wörtern</translation>
    </message>
    <message numerus="yes">
        <source>Searchable by words; by meaning {done} of %n passages.</source>
        <extracomment>index_wording.py; one: &quot;Searchable by words; by meaning {done} of %n passage.&quot;</extracomment>
        <translation>
            <numerusform>Nach Wörtern durchsuchbar; nach Bedeutung {done} von %n Textstelle.</numerusform>
            <numerusform>Nach Wörtern durchsuchbar; nach Bedeutung {done} von %n Textstellen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searchable by words and by meaning, %n passages.</source>
        <extracomment>index_wording.py; one: &quot;Searchable by words and by meaning, %n passage.&quot;</extracomment>
        <translation>
            <numerusform>Nach Wörtern und Bedeutung durchsuchbar, %n Textstelle.</numerusform>
            <numerusform>Nach Wörtern und Bedeutung durchsuchbar, %n Textstellen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits to be read. It can be found by its name.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Noch nicht gelesen. Über ihren Namen ist die Datei schon zu finden.</translation>
    </message>
    <message>
        <source>Left out, with all that is in it: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ausgelassen, mit allem darin: {reason}.</translation>
    </message>
    <message>
        <source>Left out: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ausgelassen: {reason}.</translation>
    </message>
    <message>
        <source>Its folder or drive cannot be read now: this is how it was last.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Der Ordner oder das Laufwerk kann zurzeit nicht gelesen werden: So war es zuletzt.</translation>
    </message>
    <message numerus="yes">
        <source>%n gone</source>
        <extracomment>index_wording.py; one: &quot;%n gone&quot;</extracomment>
        <translation>
            <numerusform>%n verschwunden</numerusform>
            <numerusform>%n verschwunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to read</source>
        <extracomment>index_wording.py; one: &quot;%n to read&quot;</extracomment>
        <translation>
            <numerusform>%n zu lesen</numerusform>
            <numerusform>%n zu lesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Skipped: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Übersprungen: {reason}.</translation>
    </message>
    <message>
        <source>Failed: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Fehlgeschlagen: {reason}.</translation>
    </message>
    <message>
        <source>meanings {share}</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Bedeutungen {share}</translation>
    </message>
    <message>
        <source>up to date</source>
        <extracomment>index_wording.py</extracomment>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>{folder} is searched no more.</source>
        <extracomment>indexing.py</extracomment>
        <translation>{folder} wird nicht mehr durchsucht.</translation>
    </message>
    <message>
        <source>{path} is read before all others.</source>
        <extracomment>indexing.py</extracomment>
        <translation>{path} wird vor allen anderen gelesen.</translation>
    </message>
    <message>
        <source>What is gone from {folder} leaves the index.</source>
        <extracomment>indexing.py</extracomment>
        <translation>Was aus {folder} verschwunden ist, verlässt den Index.</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>job_view.py</extracomment>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>job_view.py</extracomment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>job_view.py</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <extracomment>job_view.py</extracomment>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <extracomment>job_view.py</extracomment>
        <translation>Wird abgebrochen&#xa0;…</translation>
    </message>
    <message>
        <source>Move in the results while you type</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>In den Treffern bewegen, während Sie tippen</translation>
    </message>
    <message>
        <source>Open the file, at its page where that is possible</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Datei öffnen, wo möglich auf ihrer Seite</translation>
    </message>
    <message>
        <source>Show it in its folder</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Clear the search, then leave the window</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Suche leeren, dann das Fenster verlassen</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Keys</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>{action}: {keys}</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>{action}: {keys}</translation>
    </message>
    <message>
        <source>Show or hide the window, from anywhere</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Fenster zeigen oder verbergen, von überall</translation>
    </message>
    <message>
        <source>PDF</source>
        <extracomment>kinds.py</extracomment>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Documents</source>
        <extracomment>kinds.py</extracomment>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Mail</source>
        <extracomment>kinds.py</extracomment>
        <translation>Mails</translation>
    </message>
    <message>
        <source>Code</source>
        <extracomment>kinds.py</extracomment>
        <translation>Code</translation>
    </message>
    <message>
        <source>FILE</source>
        <extracomment>kinds.py</extracomment>
        <translation>DATEI</translation>
    </message>
    <message>
        <source>Any reason</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Jeder Grund</translation>
    </message>
    <message>
        <source>Part of a name or folder</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Teil eines Namens oder Ordners</translation>
    </message>
    <message>
        <source>Part of the path</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Teil des Pfads</translation>
    </message>
    <message>
        <source>Reason</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Grund</translation>
    </message>
    <message>
        <source>File</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Datei</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Status</translation>
    </message>
    <message>
        <source>Why</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Files</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Back</source>
        <extracomment>like_line.py</extracomment>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the results</source>
        <extracomment>like_line.py</extracomment>
        <translation>Zurück zu den Treffern</translation>
    </message>
    <message>
        <source>Nothing else is like this</source>
        <extracomment>like_line.py</extracomment>
        <translation>Sonst gibt es nichts Ähnliches</translation>
    </message>
    <message>
        <source>{title}, {place}</source>
        <extracomment>like_this.py</extracomment>
        <translation>{title}, {place}</translation>
    </message>
    <message>
        <source>Use</source>
        <extracomment>model_details.py</extracomment>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Download…</source>
        <extracomment>model_details.py</extracomment>
        <translation>Herunterladen&#xa0;…</translation>
    </message>
    <message>
        <source>Check</source>
        <extracomment>model_details.py</extracomment>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Tune for this computer</source>
        <extracomment>model_details.py</extracomment>
        <translation>Auf diesen Computer abstimmen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Entfernen&#xa0;…</translation>
    </message>
    <message>
        <source>Compare checksums, the graph, and vectors with a reference</source>
        <extracomment>model_details.py</extracomment>
        <translation>Prüfsummen, Graph und Vektoren mit einer Referenz vergleichen</translation>
    </message>
    <message>
        <source>Measure on this computer how the model runs fastest; takes some minutes</source>
        <extracomment>model_details.py</extracomment>
        <translation>Auf diesem Computer messen, wie das Modell am schnellsten läuft; dauert einige Minuten</translation>
    </message>
    <message>
        <source>Download again…</source>
        <extracomment>model_details.py</extracomment>
        <translation>Erneut herunterladen&#xa0;…</translation>
    </message>
    <message>
        <source>Choose another model first: this one is in use</source>
        <extracomment>model_details.py</extracomment>
        <translation>Wählen Sie erst ein anderes Modell: Dieses ist in Gebrauch</translation>
    </message>
    <message>
        <source>not installed</source>
        <extracomment>model_row.py</extracomment>
        <translation>nicht installiert</translation>
    </message>
    <message>
        <source>in use</source>
        <extracomment>model_row.py</extracomment>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>The model turns text into numbers that can be compared, on this computer. Only a download that you ask for uses the network.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Das Modell macht aus Text Zahlen, die sich vergleichen lassen, auf diesem Computer. Nur ein Download, den Sie verlangen, nutzt das Netz.</translation>
    </message>
    <message>
        <source>Its vectors are filled in in the background, which can take hours for many files. Search goes on by words meanwhile.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Seine Vektoren werden im Hintergrund berechnet, was bei vielen Dateien Stunden dauern kann. Die Suche nach Wörtern geht inzwischen weiter.</translation>
    </message>
    <message>
        <source>reads each passage in its document&apos;s context</source>
        <extracomment>model_wording.py</extracomment>
        <translation>liest jede Textstelle im Zusammenhang ihres Dokuments</translation>
    </message>
    <message>
        <source>reads each passage by itself</source>
        <extracomment>model_wording.py</extracomment>
        <translation>liest jede Textstelle für sich</translation>
    </message>
    <message>
        <source>Downloading {model}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wird heruntergeladen</translation>
    </message>
    <message>
        <source>Importing {model}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wird importiert</translation>
    </message>
    <message>
        <source>Checking {model}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wird geprüft</translation>
    </message>
    <message>
        <source>Tuning {model} for this computer</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wird auf diesen Computer abgestimmt</translation>
    </message>
    <message>
        <source>{model} is downloaded</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} ist heruntergeladen</translation>
    </message>
    <message>
        <source>{model} is imported</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} ist importiert</translation>
    </message>
    <message>
        <source>{model} was checked</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wurde geprüft</translation>
    </message>
    <message>
        <source>{model} was measured on this computer</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wurde auf diesem Computer gemessen</translation>
    </message>
    <message>
        <source>{model} was not downloaded</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wurde nicht heruntergeladen</translation>
    </message>
    <message>
        <source>{model} was not imported</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} wurde nicht importiert</translation>
    </message>
    <message>
        <source>{model} could not be checked</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>{model} could not be measured</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} konnte nicht gemessen werden</translation>
    </message>
    <message>
        <source>The download of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Der Download von {model} wurde abgebrochen</translation>
    </message>
    <message>
        <source>The import of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Der Import von {model} wurde abgebrochen</translation>
    </message>
    <message>
        <source>The check of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Die Prüfung von {model} wurde abgebrochen</translation>
    </message>
    <message>
        <source>The tuning of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Die Abstimmung von {model} wurde abgebrochen</translation>
    </message>
    <message>
        <source>Downloading a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Modell wird heruntergeladen</translation>
    </message>
    <message>
        <source>Importing a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Modell wird importiert</translation>
    </message>
    <message>
        <source>Checking a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Modell wird geprüft</translation>
    </message>
    <message>
        <source>Tuning a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Modell wird abgestimmt</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{number}&#xa0;GB</translation>
    </message>
    <message>
        <source>Use {model} from now on?</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} ab jetzt verwenden?</translation>
    </message>
    <message>
        <source>{number} kB</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{number}&#xa0;kB</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{number}&#xa0;MB</translation>
    </message>
    <message>
        <source>many languages</source>
        <extracomment>model_wording.py</extracomment>
        <translation>viele Sprachen</translation>
    </message>
    <message>
        <source>It comes from {host}, {source}.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Es kommt von {host}, {source}.</translation>
    </message>
    <message>
        <source>This is the only time the program uses the network. None of your files and none of your searches is sent. You can stop and go on later.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Nur dieses eine Mal nutzt das Programm das Netz. Keine Ihrer Dateien und keine Ihrer Suchen wird gesendet. Sie können abbrechen und später weitermachen.</translation>
    </message>
    <message>
        <source>Its files ({size}) are deleted from this computer.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Seine Dateien ({size}) werden von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>Its files are deleted from this computer.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Seine Dateien werden von diesem Computer gelöscht.</translation>
    </message>
    <message>
        <source>To use it later, download them again.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Um es später zu verwenden, laden Sie sie wieder herunter.</translation>
    </message>
    <message>
        <source>To use it later, import them again.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Um es später zu verwenden, importieren Sie sie wieder.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>tuned</source>
        <extracomment>model_wording.py</extracomment>
        <translation>abgestimmt</translation>
    </message>
    <message>
        <source>How it reads</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Wie es liest</translation>
    </message>
    <message>
        <source>Languages</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>From</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>On this computer</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Tuned</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Abgestimmt</translation>
    </message>
    <message>
        <source>It is about {size} large.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Es ist etwa {size} groß.</translation>
    </message>
    <message>
        <source>Its size is shown as soon as the download begins.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Seine Größe wird gezeigt, sobald der Download beginnt.</translation>
    </message>
    <message>
        <source>Download {model} from {host}?</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} von {host} herunterladen?</translation>
    </message>
    <message>
        <source>Download</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Not now</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Use it</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>{model} is in use now.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} ist jetzt in Gebrauch.</translation>
    </message>
    <message>
        <source>{model} passed the check</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} hat die Prüfung bestanden</translation>
    </message>
    <message>
        <source>{model} did not pass the check</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} hat die Prüfung nicht bestanden</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>chosen</source>
        <extracomment>model_wording.py</extracomment>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>installed</source>
        <extracomment>model_wording.py</extracomment>
        <translation>installiert</translation>
    </message>
    <message>
        <source>{size} to download</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>{size} Download</translation>
    </message>
    <message>
        <source>Import a model from a folder</source>
        <extracomment>models.py</extracomment>
        <translation>Modell aus einem Ordner importieren</translation>
    </message>
    <message>
        <source>Import a model from an archive</source>
        <extracomment>models.py</extracomment>
        <translation>Modell aus einem Archiv importieren</translation>
    </message>
    <message>
        <source>Making {model} ready…</source>
        <extracomment>models.py</extracomment>
        <translation>{model} wird bereit gemacht&#xa0;…</translation>
    </message>
    <message>
        <source>Removing {model}…</source>
        <extracomment>models.py</extracomment>
        <translation>{model} wird entfernt&#xa0;…</translation>
    </message>
    <message>
        <source>{model} was removed.</source>
        <extracomment>models.py</extracomment>
        <translation>{model} wurde entfernt.</translation>
    </message>
    <message>
        <source>Archives</source>
        <extracomment>models.py</extracomment>
        <translation>Archive</translation>
    </message>
    <message>
        <source>All files</source>
        <extracomment>models.py</extracomment>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>models_dialog.py</extracomment>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Import from a folder…</source>
        <extracomment>models_dialog.py</extracomment>
        <translation>Ordner importieren&#xa0;…</translation>
    </message>
    <message>
        <source>Import from an archive…</source>
        <extracomment>models_dialog.py</extracomment>
        <translation>Archiv importieren&#xa0;…</translation>
    </message>
    <message numerus="yes">
        <source>%n files are not read yet. What you look for may be among them.</source>
        <extracomment>no_match.py; one: &quot;%n file is not read yet. It may be what you look for.&quot;</extracomment>
        <translation>
            <numerusform>%n Datei ist noch nicht gelesen. Vielleicht ist es die, die Sie suchen.</numerusform>
            <numerusform>%n Dateien sind noch nicht gelesen. Was Sie suchen, kann darunter sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no folder to search yet.</source>
        <extracomment>no_match.py</extracomment>
        <translation>Es gibt noch keinen Ordner, der durchsucht wird.</translation>
    </message>
    <message>
        <source>Try other words, or fewer.</source>
        <extracomment>no_match.py</extracomment>
        <translation>Versuchen Sie andere Wörter oder weniger.</translation>
    </message>
    <message>
        <source>Search everything</source>
        <extracomment>no_match.py</extracomment>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Search without quotation marks</source>
        <extracomment>no_match.py</extracomment>
        <translation>Ohne Anführungszeichen suchen</translation>
    </message>
    <message>
        <source>invoice for the washing machine</source>
        <extracomment>pages.py</extracomment>
        <translation>Rechnung für die Waschmaschine</translation>
    </message>
    <message>
        <source>notes on moving house</source>
        <extracomment>pages.py</extracomment>
        <translation>Notizen zum Umzug</translation>
    </message>
    <message>
        <source>how do I reset the router</source>
        <extracomment>pages.py</extracomment>
        <translation>wie setze ich den Router zurück</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <extracomment>pages.py</extracomment>
        <translation>Was suchen Sie?</translation>
    </message>
    <message>
        <source>“{query}”</source>
        <extracomment>pages.py</extracomment>
        <translation>„{query}“</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <extracomment>pages.py</extracomment>
        <translation>Nichts verlässt diesen Computer.</translation>
    </message>
    <message numerus="yes">
        <source>Ask in your own words. {files} in %n folders.</source>
        <extracomment>pages.py; one: &quot;Ask in your own words. {files} in %n folder.&quot;</extracomment>
        <translation>
            <numerusform>Fragen Sie in eigenen Worten. {files} in %n Ordner.</numerusform>
            <numerusform>Fragen Sie in eigenen Worten. {files} in %n Ordnern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask in your own words. %n folders will be searchable in a moment.</source>
        <extracomment>pages.py; one: &quot;Ask in your own words. %n folder will be searchable in a moment.&quot;</extracomment>
        <translation>
            <numerusform>Fragen Sie in eigenen Worten. %n Ordner ist gleich durchsuchbar.</numerusform>
            <numerusform>Fragen Sie in eigenen Worten. %n Ordner sind gleich durchsuchbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>Passages of the file</source>
        <extracomment>passage_strip.py</extracomment>
        <translation>Textstellen der Datei</translation>
    </message>
    <message>
        <source>One pattern on each line, such as *.bak or /Downloads/</source>
        <extracomment>preference_fields.py</extracomment>
        <translation>Ein Muster pro Zeile, etwa *.bak oder /Downloads/</translation>
    </message>
    <message>
        <source>Go on at full pace</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Mit voller Kraft weitermachen</translation>
    </message>
    <message>
        <source>Go on slowly</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Langsam weitermachen</translation>
    </message>
    <message>
        <source>Pause</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Whatever is fastest</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Was am schnellsten ist</translation>
    </message>
    <message>
        <source>The processor</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Der Prozessor</translation>
    </message>
    <message>
        <source>It is ready here.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Hier ist sie einsatzbereit.</translation>
    </message>
    <message>
        <source>Here it is not installed. {hint}</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Hier ist sie nicht installiert. {hint}</translation>
    </message>
    <message>
        <source>Here it has no data for these languages. {hint}</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Hier fehlen ihr Daten für diese Sprachen. {hint}</translation>
    </message>
    <message>
        <source>This window</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Dieses Fenster</translation>
    </message>
    <message>
        <source>At hand</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Zur Hand</translation>
    </message>
    <message>
        <source>When to go slowly</source>
        <extracomment>overview.py</extracomment>
        <translation>Wann es langsamer geht</translation>
    </message>
    <message>
        <source>Learning the meaning of your files is heavy work. This is what it does when the computer has better things to do; searching and reading words go on in any case.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Die Bedeutung Ihrer Dateien zu erfassen ist aufwendig. Hier steht, was geschieht, wenn der Computer Besseres zu tun hat; Suchen und das Lesen von Wörtern gehen in jedem Fall weiter.</translation>
    </message>
    <message>
        <source>What is read</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Was gelesen wird</translation>
    </message>
    <message>
        <source>{title}: 0, or a multiple of {multiple_of} from {minimum} on.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}: 0 oder ein Vielfaches von {multiple_of} ab {minimum}.</translation>
    </message>
    <message>
        <source>{title}: 0, or {minimum} and more.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}: 0 oder ab {minimum}.</translation>
    </message>
    <message>
        <source>{title}: from {minimum} to {maximum}.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}: von {minimum} bis {maximum}.</translation>
    </message>
    <message>
        <source>{title}: {minimum} and more.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}: ab {minimum}.</translation>
    </message>
    <message>
        <source>Drop the finer part of all meanings?</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Den feineren Teil aller Bedeutungen verwerfen?</translation>
    </message>
    <message>
        <source>It frees about three quarters of the room that meanings take, and results by meaning come in a somewhat worse order. To have it back, every passage must be learned anew, which can take hours.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Das gibt etwa drei Viertel des Platzes frei, den Bedeutungen brauchen, und Treffer nach Bedeutung kommen in etwas schlechterer Reihenfolge. Um den feineren Teil zurückzubekommen, muss jede Textstelle neu erfasst werden, was Stunden dauern kann.</translation>
    </message>
    <message>
        <source>Drop it</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Learn all meanings anew?</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Alle Bedeutungen neu erfassen?</translation>
    </message>
    <message>
        <source>Every passage goes through the model once more, in the background; that can take hours. What is there answers until then.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Jede Textstelle geht noch einmal durch das Modell, im Hintergrund; das kann Stunden dauern. Bis dahin wird mit dem gesucht, was da ist.</translation>
    </message>
    <message>
        <source>Learn anew</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Neu erfassen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Colours</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Beim Anmelden starten</translation>
    </message>
    <message>
        <source>Keys that bring up the window</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Tasten, die das Fenster holen</translation>
    </message>
    <message>
        <source>Say when the first index is done</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Melden, wenn der erste Index fertig ist</translation>
    </message>
    <message>
        <source>Keep what was searched</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Suchverlauf behalten</translation>
    </message>
    <message>
        <source>On battery</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Im Akkubetrieb</translation>
    </message>
    <message>
        <source>While the system saves power</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Während das System Strom spart</translation>
    </message>
    <message>
        <source>While the computer is hot</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Während der Computer heiß ist</translation>
    </message>
    <message>
        <source>While other programs are busy</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Während andere Programme viel tun</translation>
    </message>
    <message>
        <source>Files inside archives and mails</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Dateien in Archiven und Mails</translation>
    </message>
    <message>
        <source>Text in pictures and scans</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Text in Bildern und Scans</translation>
    </message>
    <message>
        <source>Languages of text in pictures</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Sprachen von Text in Bildern</translation>
    </message>
    <message>
        <source>Heed .gitignore files</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>.gitignore-Dateien beachten</translation>
    </message>
    <message>
        <source>Largest file</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Höchstgröße einer Datei</translation>
    </message>
    <message>
        <source>MB</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>MB</translation>
    </message>
    <message>
        <source>Patterns to leave out</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Ausschlussmuster</translation>
    </message>
    <message>
        <source>Quick model first</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Schnelles Modell zuerst</translation>
    </message>
    <message>
        <source>Finer order of results by meaning</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Feinere Reihenfolge nach Bedeutung</translation>
    </message>
    <message>
        <source>Give back memory after</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Speicher freigeben nach</translation>
    </message>
    <message>
        <source>s</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>What computes</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Womit gerechnet wird</translation>
    </message>
    <message>
        <source>Dimensions of vectors</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Dimensionen der Vektoren</translation>
    </message>
    <message>
        <source>Tokens read at once</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Auf einmal gelesene Tokens</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>preferences_dialog.py</extracomment>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>In the settings file: {name}</source>
        <extracomment>preferences_dialog.py</extracomment>
        <translation>In der Einstellungsdatei: {name}</translation>
    </message>
    <message>
        <source>Changes are in force at once.</source>
        <extracomment>preferences_dialog.py</extracomment>
        <translation>Änderungen gelten sofort.</translation>
    </message>
    <message>
        <source>Only files of this kind, or of a group such as type:sheet or type:code.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Nur Dateien dieser Art oder einer Gruppe wie type:sheet oder type:code.</translation>
    </message>
    <message>
        <source>Only files in folders whose name has this.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Nur Dateien in Ordnern, deren Name dies enthält.</translation>
    </message>
    <message>
        <source>Changed on this day or later; a month or a year will do.</source>
        <extracomment>query_help.py</extracomment>
        <translation>An diesem Tag oder später geändert; ein Monat oder ein Jahr genügt.</translation>
    </message>
    <message>
        <source>Changed before this day.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Vor diesem Tag geändert.</translation>
    </message>
    <message>
        <source>Exactly these words, in this order.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Genau diese Wörter, in dieser Reihenfolge.</translation>
    </message>
    <message>
        <source>Without files that have this word.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Ohne Dateien, die dieses Wort enthalten.</translation>
    </message>
    <message>
        <source>What can be written in the search box</source>
        <extracomment>query_help.py</extracomment>
        <translation>Was ins Suchfeld geschrieben werden kann</translation>
    </message>
    <message>
        <source>Files with these words come first, together with what means the same. All of this narrows it:</source>
        <extracomment>query_help.py</extracomment>
        <translation>Dateien mit diesen Wörtern kommen zuerst, zusammen mit dem, was dasselbe bedeutet. All dies grenzt die Suche ein:</translation>
    </message>
    <message>
        <source>{complete} shows what fits at the cursor. {history}, or Up in the empty box, shows earlier searches.</source>
        <extracomment>query_help.py</extracomment>
        <translation>{complete} zeigt, was an der Schreibmarke passt. {history} oder Pfeil nach oben im leeren Feld zeigt frühere Suchen.</translation>
    </message>
    <message>
        <source>Search in your own words</source>
        <extracomment>query_help.py</extracomment>
        <translation>In eigenen Worten suchen</translation>
    </message>
    <message>
        <source>Write {example}</source>
        <extracomment>query_help.py</extracomment>
        <translation>{example} schreiben</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <extracomment>report_view.py</extracomment>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Put the report away</source>
        <extracomment>report_view.py</extracomment>
        <translation>Bericht schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>preview.py</extracomment>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Find in the file</source>
        <extracomment>actions.py</extracomment>
        <translation>In der Datei suchen</translation>
    </message>
    <message>
        <source>Show as text</source>
        <extracomment>actions.py</extracomment>
        <translation>Als Text zeigen</translation>
    </message>
    <message>
        <source>Larger preview</source>
        <extracomment>actions.py</extracomment>
        <translation>Vorschau größer</translation>
    </message>
    <message>
        <source>Smaller preview</source>
        <extracomment>actions.py</extracomment>
        <translation>Vorschau kleiner</translation>
    </message>
    <message>
        <source>Usual size of the preview</source>
        <extracomment>actions.py</extracomment>
        <translation>Übliche Größe der Vorschau</translation>
    </message>
    <message>
        <source>{page} of {count}</source>
        <extracomment>page_area.py</extracomment>
        <translation>{page} von {count}</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <extracomment>page_view.py</extracomment>
        <translation>Seite {page} von {count}</translation>
    </message>
    <message>
        <source>Pages of the file</source>
        <extracomment>page_area.py</extracomment>
        <translation>Seiten der Datei</translation>
    </message>
    <message>
        <source>{place}: {text}</source>
        <extracomment>page_view.py</extracomment>
        <translation>{place}: {text}</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>copy_menu.py</extracomment>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the passage</source>
        <extracomment>preview.py</extracomment>
        <translation>Textstelle kopieren</translation>
    </message>
    <message>
        <source>Text</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Text</translation>
    </message>
    <message>
        <source>Diagnostic bundle</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Diagnosepaket</translation>
    </message>
    <message>
        <source>A ZIP for whoever helps you: versions, settings, how many files are in which state and why, reports of faults. Nothing of what stands in your files, and nothing that you searched for. It is sent nowhere: look into it, and send it yourself.</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Eine ZIP-Datei für alle, die Ihnen helfen: Versionen, Einstellungen, wie viele Dateien welchen Status haben und warum, Fehlerberichte. Nichts aus dem Inhalt Ihrer Dateien und nichts, wonach Sie gesucht haben. Sie wird nirgendwohin gesendet: Sehen Sie hinein, und senden Sie sie selbst.</translation>
    </message>
    <message>
        <source>With names of files and folders</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Mit Namen von Dateien und Ordnern</translation>
    </message>
    <message>
        <source>Save as…</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Speichern unter&#xa0;…</translation>
    </message>
    <message>
        <source>It is being put together…</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Es wird zusammengestellt&#xa0;…</translation>
    </message>
    <message>
        <source>The bundle is in {path}.</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Das Paket liegt in {path}.</translation>
    </message>
    <message>
        <source>Save the bundle</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Paket speichern</translation>
    </message>
    <message>
        <source>ZIP archives (*.zip)</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>ZIP-Archive (*.zip)</translation>
    </message>
    <message>
        <source>Needed only where a certain file is not found. Error texts are whole then, too.</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Nur nötig, wenn eine bestimmte Datei nicht gefunden wird. Dann sind auch Fehlertexte vollständig.</translation>
    </message>
    <message>
        <source>The index takes about {size}.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Der Index belegt etwa {size}.</translation>
    </message>
    <message>
        <source>Models that you added take {size}.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Modelle, die Sie hinzugefügt haben, belegen {size}.</translation>
    </message>
    <message>
        <source>{number} h</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{number}&#xa0;h</translation>
    </message>
    <message>
        <source>After {time} of work: {words} searchable by words, {meaning} by meaning.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Nach {time} Arbeit: {words} nach Wörtern durchsuchbar, {meaning} nach Bedeutung.</translation>
    </message>
    <message>
        <source>Other kinds</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Andere Arten</translation>
    </message>
    <message>
        <source>{files}  ·  {size}</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{files}  ·  {size}</translation>
    </message>
    <message>
        <source>Nothing is indexed yet.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Noch ist nichts indiziert.</translation>
    </message>
    <message>
        <source>{size} are free on its disk.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Auf dem Datenträger des Index sind {size} frei.</translation>
    </message>
    <message>
        <source>{number} s</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{number}&#xa0;s</translation>
    </message>
    <message>
        <source>{number} min</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{number}&#xa0;min</translation>
    </message>
    <message>
        <source>No run of indexing has been drawn yet.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Noch ist kein Durchgang der Indizierung aufgezeichnet.</translation>
    </message>
    <message>
        <source>Words and names</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Wörter und Namen</translation>
    </message>
    <message>
        <source>Unused</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Ungenutzt</translation>
    </message>
    <message>
        <source>Meanings, {model}</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Bedeutungen, {model}</translation>
    </message>
    <message>
        <source>Change when it goes slowly</source>
        <extracomment>overview.py</extracomment>
        <translation>Ändern, wann es langsamer geht</translation>
    </message>
    <message>
        <source>The last large run</source>
        <extracomment>overview.py</extracomment>
        <translation>Der letzte große Durchgang</translation>
    </message>
    <message>
        <source>What it holds</source>
        <extracomment>overview.py</extracomment>
        <translation>Was der Index enthält</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <extracomment>overview.py</extracomment>
        <translation>Platz auf dem Datenträger</translation>
    </message>
    <message>
        <source>by meaning</source>
        <extracomment>overview.py</extracomment>
        <translation>nach Bedeutung</translation>
    </message>
    <message>
        <source>Open at page {number}</source>
        <extracomment>preview.py</extracomment>
        <translation>Auf Seite {number} öffnen</translation>
    </message>
    <message>
        <source>The program ended unexpectedly the last time. A report was written on this computer.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Das Programm wurde beim letzten Mal unerwartet beendet. Ein Bericht liegt auf diesem Computer.</translation>
    </message>
    <message>
        <source>A part of the program failed and was started again. A report was written.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Ein Teil des Programms ist ausgefallen und wurde neu gestartet. Ein Bericht wurde geschrieben.</translation>
    </message>
    <message>
        <source>A part of the program fails again and again. Please start the program anew.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Ein Teil des Programms fällt immer wieder aus. Bitte starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Something went wrong in the window. A report was written.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Im Fenster ist etwas schiefgegangen. Ein Bericht wurde geschrieben.</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <extracomment>recovery.py</extracomment>
        <translation>Diagnose&#xa0;…</translation>
    </message>
    <message>
        <source>kept</source>
        <extracomment>report_wording.py</extracomment>
        <translation>behalten</translation>
    </message>
    <message>
        <source>slower</source>
        <extracomment>report_wording.py</extracomment>
        <translation>langsamer</translation>
    </message>
    <message>
        <source>dropped</source>
        <extracomment>report_wording.py</extracomment>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>The check was passed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Die Prüfung wurde bestanden</translation>
    </message>
    <message>
        <source>The check was not passed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Die Prüfung wurde nicht bestanden</translation>
    </message>
    <message>
        <source>passed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>not checked</source>
        <extracomment>report_wording.py</extracomment>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>The graph</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Der Graph</translation>
    </message>
    <message>
        <source>Fastest of what is faithful: {way}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Am schnellsten von allem, was genau genug ist: {way}</translation>
    </message>
    <message numerus="yes">
        <source>It runs with %n threads.</source>
        <extracomment>report_wording.py; one: &quot;It runs with %n thread.&quot;</extracomment>
        <translation>
            <numerusform>Es läuft mit %n Thread.</numerusform>
            <numerusform>Es läuft mit %n Threads.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It reads %n tokens at once now.</source>
        <extracomment>report_wording.py; one: &quot;It reads %n token at once now.&quot;</extracomment>
        <translation>
            <numerusform>Es liest jetzt %n Token auf einmal.</numerusform>
            <numerusform>Es liest jetzt %n Tokens auf einmal.</numerusform>
        </translation>
    </message>
    <message>
        <source>What the check found</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Was die Prüfung ergab</translation>
    </message>
    <message>
        <source>Compared with: {reference}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Verglichen mit: {reference}</translation>
    </message>
    <message>
        <source>Computed by: {provider}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Berechnet von: {provider}</translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What was found</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Checks</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Prüfungen</translation>
    </message>
    <message numerus="yes">
        <source>%n more kinds</source>
        <extracomment>report_wording.py; one: &quot;%n more kind&quot;</extracomment>
        <translation>
            <numerusform>%n weitere Art</numerusform>
            <numerusform>%n weitere Arten</numerusform>
        </translation>
    </message>
    <message>
        <source>Parameters</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Inputs</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Outputs</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Operators</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>Made by</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Erzeugt von</translation>
    </message>
    <message>
        <source>Operator sets</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Operatorsätze</translation>
    </message>
    <message>
        <source>Way to run it</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Art der Ausführung</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Likeness</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>Top 10</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Top 10</translation>
    </message>
    <message>
        <source>What was measured</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Was gemessen wurde</translation>
    </message>
    <message>
        <source>The delivered graph is the fastest that is faithful</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Der gelieferte Graph ist der schnellste, der genau genug ist</translation>
    </message>
    <message>
        <source>Runs {times} times as fast as delivered: {way}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Läuft {times}-mal so schnell wie geliefert: {way}</translation>
    </message>
    <message>
        <source>The rounds differed by {share}.</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Die Durchgänge wichen um {share} voneinander ab.</translation>
    </message>
    <message>
        <source>Tokens at once</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Tokens auf einmal</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Tokens je Sekunde</translation>
    </message>
    <message>
        <source>Seconds</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Now</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>How much it reads at once</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Wie viel es auf einmal liest</translation>
    </message>
    <message>
        <source>advised</source>
        <extracomment>report_wording.py</extracomment>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>auto</source>
        <extracomment>report_wording.py</extracomment>
        <translation>auto</translation>
    </message>
    <message>
        <source>{number} million</source>
        <extracomment>report_wording.py</extracomment>
        <translation>{number} Millionen</translation>
    </message>
    <message>
        <source>How many times as fast as the delivered graph</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Wievielmal so schnell wie der gelieferte Graph</translation>
    </message>
    <message>
        <source>Mean cosine of its vectors to those of the reference</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Mittlerer Kosinus seiner Vektoren zu denen der Referenz</translation>
    </message>
    <message>
        <source>How many of the reference&apos;s ten nearest passages it finds too</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Wie viele der zehn nächsten Textstellen der Referenz es auch findet</translation>
    </message>
    <message>
        <source>Measured on: {machine}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Gemessen auf: {machine}</translation>
    </message>
    <message>
        <source>Ways to run the model</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Arten, das Modell auszuführen</translation>
    </message>
    <message>
        <source>Not measured</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>How long a query may have to wait while files are embedded</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Wie lange eine Anfrage warten muss, während Dateien erfasst werden</translation>
    </message>
    <message>
        <source>Mean cosine to the vectors of the longest window</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Mittlerer Kosinus zu den Vektoren des längsten Fensters</translation>
    </message>
    <message>
        <source>Sizes of windows</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Größen der Fenster</translation>
    </message>
    <message>
        <source>tokens/s
at {number}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Tokens/s
bei {number}</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Threads</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Tokens a second, at so many in a pass</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Tokens je Sekunde, bei so vielen in einem Durchgang</translation>
    </message>
    <message>
        <source>Found by its name.</source>
        <extracomment>result_card.py</extracomment>
        <translation>Über den Namen gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <extracomment>result_card.py; one: &quot;+%n more&quot;</extracomment>
        <translation>
            <numerusform>+%n weitere</numerusform>
            <numerusform>+%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Open at page {page}</source>
        <extracomment>result_orders.py</extracomment>
        <translation>Auf Seite {page} öffnen</translation>
    </message>
    <message>
        <source>Passages</source>
        <extracomment>result_orders.py</extracomment>
        <translation>Textstellen</translation>
    </message>
    <message>
        <source>Results</source>
        <extracomment>results_list.py</extracomment>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>found by {how}</source>
        <extracomment>results_model.py</extracomment>
        <translation>gefunden über {how}</translation>
    </message>
    <message numerus="yes">
        <source>%n more passages</source>
        <extracomment>results_model.py; one: &quot;%n more passage&quot;</extracomment>
        <translation>
            <numerusform>%n weitere Textstelle</numerusform>
            <numerusform>%n weitere Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>strength {bars} of 4</source>
        <extracomment>results_model.py</extracomment>
        <translation>Stärke {bars} von 4</translation>
    </message>
    <message>
        <source>Search your files in your own words</source>
        <extracomment>search_box.py</extracomment>
        <translation>Ihre Dateien in eigenen Worten durchsuchen</translation>
    </message>
    <message>
        <source>Type words or a question. Up and Down move through the results.</source>
        <extracomment>search_box.py</extracomment>
        <translation>Geben Sie Wörter oder eine Frage ein. Mit Pfeil nach oben und unten bewegen Sie sich durch die Treffer.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <extracomment>search_box.py</extracomment>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Clear (Esc)</source>
        <extracomment>search_box.py</extracomment>
        <translation>Leeren (Esc)</translation>
    </message>
    <message>
        <source>What can be written here</source>
        <extracomment>search_box.py</extracomment>
        <translation>Was hier geschrieben werden kann</translation>
    </message>
    <message>
        <source>What can be written here (F1)</source>
        <extracomment>search_box.py</extracomment>
        <translation>Was hier geschrieben werden kann (F1)</translation>
    </message>
    <message>
        <source>Indexing progress</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Fortschritt der Indizierung</translation>
    </message>
    <message>
        <source>{model}, {role}: {numbers}</source>
        <extracomment>activity_view.py</extracomment>
        <translation>{model}, {role}: {numbers}</translation>
    </message>
    <message>
        <source>When to go slowly…</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Wann langsamer&#xa0;…</translation>
    </message>
    <message>
        <source>Go on</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go slowly again</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Wieder langsam</translation>
    </message>
    <message>
        <source>No file here is as you ask for it.</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Keine Datei hier passt zu Ihrer Auswahl.</translation>
    </message>
    <message>
        <source>Add a folder, and its files are listed here.</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Fügen Sie einen Ordner hinzu, dann stehen seine Dateien hier.</translation>
    </message>
    <message>
        <source>Folders and index</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Ordner und Index</translation>
    </message>
    <message>
        <source>Add…</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Index the chosen folder now</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Den gewählten Ordner jetzt indizieren</translation>
    </message>
    <message>
        <source>Remove the chosen folder from the index</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Den gewählten Ordner aus dem Index entfernen</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Bestätigen&#xa0;…</translation>
    </message>
    <message>
        <source>Overview</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>{name} is searched from the next look at its folder on.</source>
        <extracomment>indexing.py</extracomment>
        <translation>{name} wird durchsucht, sobald sein Ordner das nächste Mal durchgesehen wird.</translation>
    </message>
    <message>
        <source>Search it all the same…</source>
        <extracomment>mending.py</extracomment>
        <translation>Trotzdem durchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>Raise the limit…</source>
        <extracomment>mending.py</extracomment>
        <translation>Grenze erhöhen&#xa0;…</translation>
    </message>
    <message>
        <source>Open it to save a copy</source>
        <extracomment>mending.py</extracomment>
        <translation>Öffnen, um eine Kopie zu speichern</translation>
    </message>
    <message>
        <source>Open it to see</source>
        <extracomment>mending.py</extracomment>
        <translation>Öffnen, um nachzusehen</translation>
    </message>
    <message>
        <source>Show it, to unpack it yourself</source>
        <extracomment>mending.py</extracomment>
        <translation>Zeigen, um sie selbst zu entpacken</translation>
    </message>
    <message>
        <source>Text recognition…</source>
        <extracomment>mending.py</extracomment>
        <translation>Texterkennung&#xa0;…</translation>
    </message>
    <message>
        <source>Open it, which downloads it</source>
        <extracomment>mending.py</extracomment>
        <translation>Öffnen und dabei herunterladen</translation>
    </message>
    <message>
        <source>Change the patterns…</source>
        <extracomment>mending.py</extracomment>
        <translation>Muster ändern&#xa0;…</translation>
    </message>
    <message>
        <source>Its text, with whatever keys and passwords are in it, comes into the index on this computer. The pattern {pattern} is added to the settings, and holds for all of that name.</source>
        <extracomment>mending.py</extracomment>
        <translation>Der Text, mit allen Schlüsseln und Passwörtern darin, kommt in den Index auf diesem Computer. Das Muster {pattern} wird den Einstellungen hinzugefügt und gilt für alles mit diesem Namen.</translation>
    </message>
    <message>
        <source>The pattern {pattern} is added to the settings, and holds for all of that name.</source>
        <extracomment>mending.py</extracomment>
        <translation>Das Muster {pattern} wird den Einstellungen hinzugefügt und gilt für alles mit diesem Namen.</translation>
    </message>
    <message>
        <source>Search {name} all the same?</source>
        <extracomment>mending.py</extracomment>
        <translation>{name} trotzdem durchsuchen?</translation>
    </message>
    <message>
        <source>Search it</source>
        <extracomment>mending.py</extracomment>
        <translation>Durchsuchen</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <extracomment>mending.py</extracomment>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Models: {name}</source>
        <extracomment>status_line.py</extracomment>
        <translation>Modelle: {name}</translation>
    </message>
    <message>
        <source>Folders and index: {text}</source>
        <extracomment>status_line.py</extracomment>
        <translation>Ordner und Index: {text}</translation>
    </message>
    <message>
        <source>{name}. Shows the models.</source>
        <extracomment>status_line.py</extracomment>
        <translation>{name}. Zeigt die Modelle.</translation>
    </message>
    <message>
        <source>Shows the folders and every file.</source>
        <extracomment>status_line.py</extracomment>
        <translation>Zeigt die Ordner und jede Datei.</translation>
    </message>
    <message>
        <source>Words that are there:</source>
        <extracomment>suggestions.py</extracomment>
        <translation>Wörter, die es gibt:</translation>
    </message>
    <message>
        <source>Search for “{word}”</source>
        <extracomment>suggestions.py</extracomment>
        <translation>Nach „{word}“ suchen</translation>
    </message>
    <message>
        <source>Sheets</source>
        <extracomment>table_body.py</extracomment>
        <translation>Tabellenblätter</translation>
    </message>
    <message>
        <source>Table of the file</source>
        <extracomment>table_body.py</extracomment>
        <translation>Tabelle der Datei</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>table_body.py</extracomment>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Earlier</source>
        <extracomment>text_body.py</extracomment>
        <translation>Davor</translation>
    </message>
    <message>
        <source>Later</source>
        <extracomment>text_body.py</extracomment>
        <translation>Danach</translation>
    </message>
    <message>
        <source>A part of a long text: from {first} to {last}</source>
        <extracomment>text_body.py</extracomment>
        <translation>Ein Teil eines langen Textes: von {first} bis {last}</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <extracomment>text_view.py</extracomment>
        <translation>Text der Datei</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <extracomment>told.py</extracomment>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <extracomment>translation.py</extracomment>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>pplx-desktop goes on here</source>
        <extracomment>tray.py</extracomment>
        <translation>pplx-desktop läuft hier weiter</translation>
    </message>
    <message>
        <source>The window is closed, your folders are still watched. Quit from this menu.</source>
        <extracomment>tray.py</extracomment>
        <translation>Das Fenster ist geschlossen, Ihre Ordner werden weiter überwacht. Beenden können Sie über dieses Menü.</translation>
    </message>
    <message>
        <source>Your folders are indexed</source>
        <extracomment>tray.py</extracomment>
        <translation>Ihre Ordner sind indiziert</translation>
    </message>
    <message>
        <source>{files} can be found now, by words and by meaning.</source>
        <extracomment>tray.py</extracomment>
        <translation>{files} können jetzt gefunden werden, nach Wörtern und nach Bedeutung.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are gone: please confirm</source>
        <extracomment>tray_state.py; one: &quot;%n file is gone: please confirm&quot;</extracomment>
        <translation>
            <numerusform>%n Datei ist verschwunden: bitte bestätigen</numerusform>
            <numerusform>%n Dateien sind verschwunden: bitte bestätigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing is paused</source>
        <extracomment>tray_state.py</extracomment>
        <translation>Die Indizierung ist angehalten</translation>
    </message>
    <message>
        <source>There is nothing to say: no result is selected, or the search asked for no words.</source>
        <extracomment>why_dialog.py</extracomment>
        <translation>Dazu gibt es nichts zu sagen: Es ist kein Treffer gewählt, oder die Suche enthielt keine Wörter.</translation>
    </message>
    <message>
        <source>Found by {how}</source>
        <extracomment>why_section.py</extracomment>
        <translation>Gefunden über {how}</translation>
    </message>
    <message>
        <source>weak</source>
        <extracomment>why_wording.py</extracomment>
        <translation>schwach</translation>
    </message>
    <message>
        <source>fair</source>
        <extracomment>why_wording.py</extracomment>
        <translation>mittel</translation>
    </message>
    <message>
        <source>good</source>
        <extracomment>why_wording.py</extracomment>
        <translation>gut</translation>
    </message>
    <message>
        <source>strong</source>
        <extracomment>why_wording.py</extracomment>
        <translation>stark</translation>
    </message>
    <message>
        <source>{place} by words</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{place} nach Wörtern</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <extracomment>told.py</extracomment>
        <translation>„{word}“</translation>
    </message>
    <message>
        <source>Put before all that is less certain: {reason}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Vor alles gestellt, was weniger sicher ist: {reason}.</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>why_wording.py</extracomment>
        <translation>keine</translation>
    </message>
    <message>
        <source>holds none of the words that tell</source>
        <extracomment>why_wording.py</extracomment>
        <translation>enthält keines der Wörter, die zählen</translation>
    </message>
    <message>
        <source>{place} by meaning</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{place} nach Bedeutung</translation>
    </message>
    <message>
        <source>not among the nearest</source>
        <extracomment>why_wording.py</extracomment>
        <translation>nicht unter den nächsten</translation>
    </message>
    <message>
        <source>holds {share} of what was asked</source>
        <extracomment>why_wording.py</extracomment>
        <translation>enthält {share} dessen, was gefragt war</translation>
    </message>
    <message>
        <source>{mix}; then name and document</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{mix}; dann Name und Dokument</translation>
    </message>
    <message>
        <source>{mix}; then name</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{mix}; dann Name</translation>
    </message>
    <message>
        <source>{mix}; then document</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{mix}; dann Dokument</translation>
    </message>
    <message>
        <source>Only what {conditions}</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Bedingung: Die Datei {conditions}</translation>
    </message>
    <message numerus="yes">
        <source>{words} and %n more</source>
        <extracomment>why_wording.py; one: &quot;{words} and %n more&quot;</extracomment>
        <translation>
            <numerusform>{words} und %n weiteres</numerusform>
            <numerusform>{words} und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage: {total}</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Textstelle: {total}</translation>
    </message>
    <message>
        <source>File: {total}</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Datei: {total}</translation>
    </message>
    <message>
        <source>meaning</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>words</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>holds a rare word</source>
        <extracomment>why_wording.py</extracomment>
        <translation>enthält ein seltenes Wort</translation>
    </message>
    <message>
        <source>not learned yet, taken for middling</source>
        <extracomment>why_wording.py</extracomment>
        <translation>noch nicht erfasst, als mittel angenommen</translation>
    </message>
    <message>
        <source>not learned yet</source>
        <extracomment>why_wording.py</extracomment>
        <translation>noch nicht erfasst</translation>
    </message>
    <message>
        <source>Rare, so it counts most: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Selten, zählt daher am meisten: {words}.</translation>
    </message>
    <message>
        <source>Looked for: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Gesucht: {words}.</translation>
    </message>
    <message>
        <source>In no passage: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>In keiner Textstelle: {words}.</translation>
    </message>
    <message>
        <source>Looked for in its place: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Stattdessen gesucht: {words}.</translation>
    </message>
    <message>
        <source>Left out, for too many passages hold them: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Ausgelassen, da zu viele Textstellen sie enthalten: {words}.</translation>
    </message>
    <message>
        <source>Together</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>by the file as a whole</source>
        <extracomment>why_wording.py</extracomment>
        <translation>nach der Datei als Ganzes</translation>
    </message>
    <message>
        <source>Document</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Dokument</translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <extracomment>why_wording.py; one: &quot;%n passage&quot;</extracomment>
        <translation>
            <numerusform>%n Textstelle</numerusform>
            <numerusform>%n Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting…</source>
        <extracomment>window.py</extracomment>
        <translation>Wird gestartet&#xa0;…</translation>
    </message>
    <message>
        <source>Searching by meaning…</source>
        <extracomment>answering.py</extracomment>
        <translation>Suche nach Bedeutung&#xa0;…</translation>
    </message>
    <message>
        <source>No file holds these words. The model looks for what they mean.</source>
        <extracomment>answering.py</extracomment>
        <translation>Keine Datei enthält diese Wörter. Das Modell sucht nach dem, was sie bedeuten.</translation>
    </message>
    <message>
        <source>Nothing here matches</source>
        <extracomment>answering.py</extracomment>
        <translation>Hier passt nichts</translation>
    </message>
    <message>
        <source>Index…</source>
        <extracomment>window.py</extracomment>
        <translation>Index&#xa0;…</translation>
    </message>
    <message numerus="yes">
        <source>%n results in {time} ms</source>
        <extracomment>wording.py; one: &quot;%n result in {time} ms&quot;</extracomment>
        <translation>
            <numerusform>%n Treffer in {time}&#xa0;ms</numerusform>
            <numerusform>%n Treffer in {time}&#xa0;ms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n days left</source>
        <extracomment>wording.py; one: &quot;about %n day left&quot;</extracomment>
        <translation>
            <numerusform>noch etwa %n Tag</numerusform>
            <numerusform>noch etwa %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>name</source>
        <extracomment>score_wording.py</extracomment>
        <translation>Name</translation>
    </message>
    <message>
        <source>today {time}</source>
        <extracomment>ledger_table.py</extracomment>
        <translation>heute {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <extracomment>wording.py</extracomment>
        <translation>gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <extracomment>wording.py; one: &quot;%n day ago&quot;</extracomment>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>slide {page}</source>
        <extracomment>wording.py</extracomment>
        <translation>Folie {page}</translation>
    </message>
    <message>
        <source>page {page}</source>
        <extracomment>wording.py</extracomment>
        <translation>Seite {page}</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <extracomment>wording.py</extracomment>
        <translation>S. {page}</translation>
    </message>
    <message>
        <source>{count}+ results in {time} ms</source>
        <extracomment>wording.py</extracomment>
        <translation>{count}+ Treffer in {time}&#xa0;ms</translation>
    </message>
    <message numerus="yes">
        <source>%n files searchable</source>
        <extracomment>wording.py; one: &quot;%n file searchable&quot;</extracomment>
        <translation>
            <numerusform>%n Datei durchsuchbar</numerusform>
            <numerusform>%n Dateien durchsuchbar</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <extracomment>wording.py</extracomment>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <extracomment>wording.py; one: &quot;about %n min left&quot;</extracomment>
        <translation>
            <numerusform>noch etwa %n&#xa0;min</numerusform>
            <numerusform>noch etwa %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n h left</source>
        <extracomment>wording.py; one: &quot;about %n h left&quot;</extracomment>
        <translation>
            <numerusform>noch etwa %n&#xa0;h</numerusform>
            <numerusform>noch etwa %n&#xa0;h</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>wording.py</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>wording.py</extracomment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>Paused at {done} of {total}</source>
        <extracomment>wording.py</extracomment>
        <translation>Angehalten bei {done} von {total}</translation>
    </message>
    <message numerus="yes">
        <source>Recognising text in %n pictures and scans</source>
        <extracomment>wording.py; one: &quot;Recognising text in %n picture or scan&quot;</extracomment>
        <translation>
            <numerusform>Text wird in %n Bild oder Scan erkannt</numerusform>
            <numerusform>Text wird in %n Bildern und Scans erkannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Meanings wait, %n passages to go</source>
        <extracomment>wording.py; one: &quot;Meanings wait, %n passage to go&quot;</extracomment>
        <translation>
            <numerusform>Erfassen wartet, noch %n Textstelle</numerusform>
            <numerusform>Erfassen wartet, noch %n Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing {done} of {total}</source>
        <extracomment>wording.py</extracomment>
        <translation>Wird indiziert: {done} von {total}</translation>
    </message>
    <message>
        <source>its name is what was asked for</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>ihr Name ist genau das Gesuchte</translation>
    </message>
    <message>
        <source>it holds the phrase word for word</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>sie enthält die Wortfolge wörtlich</translation>
    </message>
    <message>
        <source>it holds what hardly any other file holds</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>in dieser Datei steht, was in kaum einer anderen steht</translation>
    </message>
    <message>
        <source>the model in use</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>das Modell in Gebrauch</translation>
    </message>
    <message>
        <source>the model that takes over</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>das Modell, das übernimmt</translation>
    </message>
    <message>
        <source>the model that stands in</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>das Modell, das einspringt</translation>
    </message>
    <message>
        <source>in {counted}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>in {counted}</translation>
    </message>
    <message>
        <source>in {counted}, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>in {counted}, {share} des Gefragten</translation>
    </message>
    <message>
        <source>in {counted} only, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>nur in {counted}, {share} des Gefragten</translation>
    </message>
    <message>
        <source>in {counted} only</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>nur in {counted}</translation>
    </message>
    <message>
        <source>left out, for {counted} hold it</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>ausgelassen, denn {counted} enthalten es</translation>
    </message>
    <message>
        <source>in no passage, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>in keiner Textstelle, {share} des Gefragten</translation>
    </message>
    <message>
        <source>in no passage</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>in keiner Textstelle</translation>
    </message>
    <message>
        <source>as the beginning of words in {counted}, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>als Wortanfang in {counted}, {share} des Gefragten</translation>
    </message>
    <message>
        <source>as the beginning of words in {counted}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>als Wortanfang in {counted}</translation>
    </message>
    <message>
        <source>as the beginning of words, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>als Wortanfang, {share} des Gefragten</translation>
    </message>
    <message>
        <source>as the beginning of words</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>als Wortanfang</translation>
    </message>
    <message>
        <source>in the place of “{replaces}”, in {counted}, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>statt „{replaces}“, in {counted}, {share} des Gefragten</translation>
    </message>
    <message>
        <source>in the place of “{replaces}”, in {counted}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>statt „{replaces}“, in {counted}</translation>
    </message>
    <message>
        <source>{model}, {role}: {found} passages found, {judged} judged</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{model}, {role}: {found} Textstellen gefunden, {judged} beurteilt</translation>
    </message>
    <message>
        <source>words alone</source>
        <extracomment>score_wording.py</extracomment>
        <translation>nur Wörter</translation>
    </message>
    <message>
        <source>meaning alone</source>
        <extracomment>score_wording.py</extracomment>
        <translation>nur Bedeutung</translation>
    </message>
    <message>
        <source>words {weight}, meaning {weight2}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>Wörter {weight}, Bedeutung {weight2}</translation>
    </message>
    <message>
        <source>{score} (words alone)</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{score} (nur Wörter)</translation>
    </message>
    <message>
        <source>From:</source>
        <extracomment>composing.py</extracomment>
        <translation>Von:</translation>
    </message>
    <message>
        <source>To:</source>
        <extracomment>composing.py</extracomment>
        <translation>An:</translation>
    </message>
    <message>
        <source>Cc:</source>
        <extracomment>composing.py</extracomment>
        <translation>Kopie:</translation>
    </message>
    <message>
        <source>Date:</source>
        <extracomment>composing.py</extracomment>
        <translation>Datum:</translation>
    </message>
    <message>
        <source>Subject:</source>
        <extracomment>composing.py</extracomment>
        <translation>Betreff:</translation>
    </message>
    <message>
        <source>Select all</source>
        <extracomment>copy_menu.py</extracomment>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Press them, or write them</source>
        <extracomment>hotkey_edit.py</extracomment>
        <translation>Drücken oder schreiben</translation>
    </message>
    <message>
        <source>Similar to this passage</source>
        <extracomment>like_line.py</extracomment>
        <translation>Ähnlich wie diese Textstelle</translation>
    </message>
    <message>
        <source>Similar to this file</source>
        <extracomment>like_line.py</extracomment>
        <translation>Ähnlich wie diese Datei</translation>
    </message>
    <message>
        <source>Forget what was searched?</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Suchverlauf löschen?</translation>
    </message>
    <message>
        <source>The list of earlier searches is deleted, and none is kept from now on.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Die Liste früherer Suchen wird gelöscht, und ab jetzt wird keine mehr gemerkt.</translation>
    </message>
    <message>
        <source>Forget it</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>%n suit this computer better: “{title}” in the settings.</source>
        <extracomment>report_wording.py; one: &quot;%n suits this computer better: “{title}” in the settings.&quot;</extracomment>
        <translation>
            <numerusform>%n passt besser zu diesem Computer: „{title}“ in den Einstellungen.</numerusform>
            <numerusform>%n passen besser zu diesem Computer: „{title}“ in den Einstellungen.</numerusform>
        </translation>
    </message>
    <message>
        <source>words {words}, meaning {meaning}</source>
        <extracomment>score_wording.py</extracomment>
        <translation>Wörter {words}, Bedeutung {meaning}</translation>
    </message>
    <message>
        <source>The best passage has only a part of what the words tell, so they are taken for {share}.</source>
        <extracomment>score_wording.py</extracomment>
        <translation>Die beste Textstelle hat nur einen Teil dessen, was die Wörter sagen, daher zählen sie zu {share}.</translation>
    </message>
    <message>
        <source>{weight} × {words} (words) + {other} × {meaning} (meaning) = {score}</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{weight} × {words} (Wörter) + {other} × {meaning} (Bedeutung) = {score}</translation>
    </message>
    <message>
        <source>{total}; raised above the rest: {raised}</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{total}; über die übrigen gehoben: {raised}</translation>
    </message>
    <message>
        <source>{score} (meaning alone)</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{score} (nur Bedeutung)</translation>
    </message>
    <message>
        <source>passage</source>
        <extracomment>score_wording.py</extracomment>
        <translation>Textstelle</translation>
    </message>
    <message>
        <source>document</source>
        <extracomment>score_wording.py</extracomment>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>{score} ({part} alone)</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{score} (nur {part})</translation>
    </message>
    <message>
        <source>{number} bytes</source>
        <extracomment>told.py</extracomment>
        <translation>{number}&#xa0;Byte</translation>
    </message>
    <message>
        <source>Nearest to what was asked: “{sentence}”</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Dem Gefragten am nächsten: „{sentence}“</translation>
    </message>
    <message>
        <source>{conditions}: {files}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{conditions}: {files}.</translation>
    </message>
    <message>
        <source>the best passage has only a part of what the words tell, so they are taken for {words_trust}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>die beste Textstelle hat nur einen Teil dessen, was die Wörter sagen, daher zählen sie zu {words_trust}</translation>
    </message>
    <message>
        <source>{own} ({next} alone)</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{own} (nur {next})</translation>
    </message>
    <message>
        <source>{own} ({next} alone); raised above the rest: {floor} + {floor2} × {own2} = {score}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{own} (nur {next}); über die übrigen gehoben: {floor} + {floor2} × {own2} = {score}</translation>
    </message>
    <message>
        <source>1 − {value} = {own}; raised above the rest: {floor} + {floor2} × {own2} = {score}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>1 − {value} = {own}; über die übrigen gehoben: {floor} + {floor2} × {own2} = {score}</translation>
    </message>
    <message>
        <source>No file {conditions}.</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>Keine Datei {conditions}.</translation>
    </message>
    <message>
        <source>{passages} passage</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{passages} Textstelle</translation>
    </message>
    <message>
        <source>{passages} passages</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{passages} Textstellen</translation>
    </message>
    <message>
        <source>This is no regular file any more.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Das ist keine gewöhnliche Datei mehr.</translation>
    </message>
    <message>
        <source>Pipes, devices and links are left alone.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Pipes, Geräte und Verknüpfungen werden nicht gelesen.</translation>
    </message>
    <message>
        <source>The file is gone.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Die Datei ist weg.</translation>
    </message>
    <message>
        <source>This is a link now.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Das ist jetzt eine Verknüpfung.</translation>
    </message>
    <message>
        <source>Links are not followed.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Verknüpfungen wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>The file cannot be read: {strerror}.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Die Datei kann nicht gelesen werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions and the drive it is on.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte der Datei und das Laufwerk, auf dem sie liegt.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {strerror}.</source>
        <extracomment>engine: core/paths.py</extracomment>
        <translation>Der Ordner {folder} kann nicht angelegt werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of the folders above it, or let PPLX_DESKTOP_HOME name another place.</source>
        <extracomment>engine: core/paths.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte der Ordner darüber, oder geben Sie mit PPLX_DESKTOP_HOME einen anderen Ort an.</translation>
    </message>
    <message>
        <source>no reader for this kind</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>keine Leseroutine für diese Art</translation>
    </message>
    <message>
        <source>no text in it</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>kein Text darin</translation>
    </message>
    <message>
        <source>too large</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>Raise the limit in the settings; its name can be found as it is.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Erhöhen Sie die Grenze in den Einstellungen; der Name kann auch so gefunden werden.</translation>
    </message>
    <message>
        <source>protected by a password</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>durch ein Passwort geschützt</translation>
    </message>
    <message>
        <source>Save a copy without the password.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Speichern Sie eine Kopie ohne Passwort.</translation>
    </message>
    <message>
        <source>damaged or cut short</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>Open it in the program it comes from, or get another copy.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Öffnen Sie die Datei in dem Programm, aus dem sie stammt, oder besorgen Sie eine andere Kopie.</translation>
    </message>
    <message>
        <source>could not be opened</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Check its permissions. It is tried again at each scan.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte. Bei jedem Durchgang wird es erneut versucht.</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>beim Lesen geändert</translation>
    </message>
    <message>
        <source>It is read again.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Sie wird erneut gelesen.</translation>
    </message>
    <message>
        <source>gone while it was read</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>beim Lesen verschwunden</translation>
    </message>
    <message>
        <source>The next scan decides.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Der nächste Durchgang entscheidet.</translation>
    </message>
    <message>
        <source>took too long to read</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>das Lesen hat zu lange gedauert</translation>
    </message>
    <message>
        <source>Try again, or save it in a simpler form.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Versuchen Sie es erneut, oder speichern Sie sie in einfacherer Form.</translation>
    </message>
    <message>
        <source>takes too much memory</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>braucht zu viel Speicher</translation>
    </message>
    <message>
        <source>Save it in smaller parts.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Speichern Sie sie in kleineren Teilen.</translation>
    </message>
    <message>
        <source>unpacks to far more than it is</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>entpackt sich zu weit mehr, als sie ist</translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Entpacken Sie sie selbst, wenn Sie ihr vertrauen.</translation>
    </message>
    <message>
        <source>its reader crashed</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>die Leseroutine ist abgestürzt</translation>
    </message>
    <message>
        <source>Try again after an update, or save a copy in another format.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Versuchen Sie es nach einem Update erneut, oder speichern Sie eine Kopie in einem anderen Format.</translation>
    </message>
    <message>
        <source>its text is a picture</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>der Text ist ein Bild</translation>
    </message>
    <message>
        <source>Text recognition reads it last of all, where it is installed and on.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Die Texterkennung liest sie zuletzt, wo sie installiert und eingeschaltet ist.</translation>
    </message>
    <message>
        <source>kept online only</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>nur online vorhanden</translation>
    </message>
    <message>
        <source>Make it available offline in the program that syncs it.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Machen Sie sie in dem Programm, das sie abgleicht, offline verfügbar.</translation>
    </message>
    <message>
        <source>left out by your patterns</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>durch Ihre Muster ausgelassen</translation>
    </message>
    <message>
        <source>Change the patterns in the settings.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Ändern Sie die Muster in den Einstellungen.</translation>
    </message>
    <message>
        <source>left out by .gitignore</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>durch .gitignore ausgelassen</translation>
    </message>
    <message>
        <source>Let .gitignore files count no more, or add !name to your patterns.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Lassen Sie .gitignore-Dateien nicht mehr gelten, oder fügen Sie Ihren Mustern !Name hinzu.</translation>
    </message>
    <message>
        <source>hidden</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>versteckt</translation>
    </message>
    <message>
        <source>Take hidden files in, or add !name to your patterns.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Nehmen Sie versteckte Dateien auf, oder fügen Sie Ihren Mustern !Name hinzu.</translation>
    </message>
    <message>
        <source>keys and passwords</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Schlüssel und Passwörter</translation>
    </message>
    <message>
        <source>Add !name to your patterns to search it all the same.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Fügen Sie Ihren Mustern !Name hinzu, um trotzdem darin zu suchen.</translation>
    </message>
    <message>
        <source>made again by programs</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>wird von Programmen neu erzeugt</translation>
    </message>
    <message>
        <source>Add !name to your patterns to search it.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Fügen Sie Ihren Mustern !Name hinzu, um darin zu suchen.</translation>
    </message>
    <message>
        <source>temporary</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>temporär</translation>
    </message>
    <message>
        <source>a link</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>eine Verknüpfung</translation>
    </message>
    <message>
        <source>What it leads to is searched where it is.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Das Ziel wird dort durchsucht, wo es liegt.</translation>
    </message>
    <message>
        <source>no regular file</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>belongs to this program</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>gehört zu diesem Programm</translation>
    </message>
    <message>
        <source>Text recognition reads it when all other text is read and embedded.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Die Texterkennung liest sie, wenn aller andere Text gelesen und erfasst ist.</translation>
    </message>
    <message>
        <source>switched off</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>Switch on text recognition in the settings.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Schalten Sie die Texterkennung in den Einstellungen ein.</translation>
    </message>
    <message>
        <source>Install text recognition (pplx-desktop[ocr] and Tesseract&apos;s data), then start the program anew.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Installieren Sie die Texterkennung (pplx-desktop[ocr] und die Daten von Tesseract), und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>without data for its languages</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>ohne Daten für ihre Sprachen</translation>
    </message>
    <message>
        <source>Install Tesseract&apos;s data for the languages in the settings, or change these.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Installieren Sie die Daten von Tesseract für die Sprachen in den Einstellungen, oder ändern Sie diese.</translation>
    </message>
    <message>
        <source>this computer runs on battery</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>dieser Computer läuft im Akkubetrieb</translation>
    </message>
    <message>
        <source>the system saves power</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>das System spart Strom</translation>
    </message>
    <message>
        <source>this computer is hot</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>dieser Computer ist heiß</translation>
    </message>
    <message>
        <source>other programs are busy</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>andere Programme sind beschäftigt</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Folders that are searched and watched.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Ordner, die durchsucht und überwacht werden.</translation>
    </message>
    <message>
        <source>Name of the embedding model (see `models list`).</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Name des Modells (siehe `models list`).</translation>
    </message>
    <message>
        <source>Model that takes over as soon as it has been downloaded; empty for none.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Modell, das übernimmt, sobald es heruntergeladen ist; leer für keines.</translation>
    </message>
    <message>
        <source>Dimensions of the vectors, a multiple of 8 from 128 on; 0 for as many as suit the model. Fewer are smaller and coarser. A change embeds everything anew.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Dimensionen der Vektoren, ein Vielfaches von 8 ab 128; 0 für so viele, wie zum Modell passen. Weniger brauchen weniger Platz und sind gröber. Nach einer Änderung wird alles neu erfasst.</translation>
    </message>
    <message>
        <source>Tokens that the model reads at once; 0 for as many as suit it. More show it more of a document and take longer. A change embeds everything anew.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Tokens, die das Modell auf einmal liest; 0 für so viele, wie zu ihm passen. Mehr zeigen ihm mehr von einem Dokument und dauern länger. Nach einer Änderung wird alles neu erfasst.</translation>
    </message>
    <message>
        <source>What computes: auto, cpu, dml (Windows), cuda, coreml (macOS) or openvino. Its numbers are compared with the processor&apos;s before it is used.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Womit gerechnet wird: auto, cpu, dml (Windows), cuda, coreml (macOS) oder openvino. Die Zahlen werden mit denen des Prozessors verglichen, bevor es verwendet wird.</translation>
    </message>
    <message>
        <source>Keep the finer part of each passage&apos;s meaning as well: better order of results, about four times the room. Switched off, it is dropped; switched on again, all passages are embedded anew in the background.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Auch den feineren Teil der Bedeutung jeder Textstelle behalten: bessere Reihenfolge der Treffer, etwa viermal so viel Platz. Beim Ausschalten wird er verworfen; beim Einschalten werden alle Textstellen im Hintergrund neu erfasst.</translation>
    </message>
    <message>
        <source>Patterns of files to leave out, in the syntax of .gitignore.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Muster von Dateien, die ausgelassen werden, in der Schreibweise von .gitignore.</translation>
    </message>
    <message>
        <source>Leave out what a .gitignore file leaves out.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Auslassen, was eine .gitignore-Datei auslässt.</translation>
    </message>
    <message>
        <source>Take files and folders whose name starts with a dot.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Dateien und Ordner aufnehmen, deren Name mit einem Punkt beginnt.</translation>
    </message>
    <message>
        <source>Leave out files larger than this, in megabytes.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Dateien auslassen, die größer sind als dies, in Megabyte.</translation>
    </message>
    <message>
        <source>Read the files inside archives and attached to mails.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Die Dateien in Archiven und an Mails lesen.</translation>
    </message>
    <message>
        <source>Recognise text in pictures and on scanned pages, last of all, where Tesseract is installed.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Text in Bildern und auf gescannten Seiten erkennen, zuletzt, wo Tesseract installiert ist.</translation>
    </message>
    <message>
        <source>Languages of text in pictures, by Tesseract&apos;s names.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Sprachen von Text in Bildern, mit den Namen von Tesseract.</translation>
    </message>
    <message>
        <source>While a slower model embeds, search by meaning with the quick one that came with the program.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Solange ein langsameres Modell noch erfasst, nach Bedeutung mit dem schnellen suchen, das zum Programm gehört.</translation>
    </message>
    <message>
        <source>Embedding on battery: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Erfassen im Akkubetrieb: full (voll), slow (langsam) oder pause.</translation>
    </message>
    <message>
        <source>Embedding while the system saves power: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Erfassen, während das System Strom spart: full (voll), slow (langsam) oder pause.</translation>
    </message>
    <message>
        <source>Embedding while the machine is too hot: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Erfassen, während der Computer zu heiß ist: full (voll), slow (langsam) oder pause.</translation>
    </message>
    <message>
        <source>Embedding while other programs are busy: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Erfassen, während andere Programme viel tun: full (voll), slow (langsam) oder pause.</translation>
    </message>
    <message>
        <source>Seconds without work after which the model gives back its memory.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Sekunden ohne Arbeit, nach denen das Modell seinen Speicher freigibt.</translation>
    </message>
    <message>
        <source>Colours of the window: system, light or dark.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Farben des Fensters: system, light (hell) oder dark (dunkel).</translation>
    </message>
    <message>
        <source>Language of the window: system, en, de or fr.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Sprache des Fensters: system, en, de oder fr.</translation>
    </message>
    <message>
        <source>Size of the window&apos;s text, in per cent of the system&apos;s.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Textgröße im Fenster, in Prozent der Größe im System.</translation>
    </message>
    <message>
        <source>Size of the files in the preview, in per cent of the window&apos;s text.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Größe der Dateien in der Vorschau, in Prozent der Textgröße im Fenster.</translation>
    </message>
    <message>
        <source>Keep what was searched, on this computer only, to offer it again. Switched off, all of it is forgotten.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Merken, wonach gesucht wurde, nur auf diesem Computer, um es wieder anzubieten. Beim Ausschalten wird alles vergessen.</translation>
    </message>
    <message>
        <source>Start with the session, in the tray, and keep the index up to date.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Beim Anmelden im Infobereich starten und den Index aktuell halten.</translation>
    </message>
    <message>
        <source>Keys that show or hide the window from anywhere, such as Ctrl+Alt+Space; empty for none. Where the system allows no program to take keys, bind the command `pplx-desktop --toggle` in its own settings.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Tasten, die das Fenster von überall zeigen oder verbergen, etwa Ctrl+Alt+Space; leer für keine. Wo das System keinem Programm Tasten überlässt, legen Sie in dessen Einstellungen den Befehl `pplx-desktop --toggle` auf Tasten.</translation>
    </message>
    <message>
        <source>Say once, outside of the window, when all folders have been indexed.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Einmal außerhalb des Fensters melden, wenn alle Ordner indiziert sind.</translation>
    </message>
    <message>
        <source>{name} must be a list of texts</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} muss eine Liste von Texten sein</translation>
    </message>
    <message>
        <source>{name} must be a value like {default}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} muss ein Wert wie {default} sein</translation>
    </message>
    <message>
        <source>{name} must be at least {minimum}, or 0</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} muss mindestens {minimum} sein, oder 0</translation>
    </message>
    <message>
        <source>{name} must be at least {minimum}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} muss mindestens {minimum} sein</translation>
    </message>
    <message>
        <source>{name} must be at most {maximum}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} darf höchstens {maximum} sein</translation>
    </message>
    <message>
        <source>{name} must be a multiple of {multiple_of}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} muss ein Vielfaches von {multiple_of} sein</translation>
    </message>
    <message>
        <source>{name} must be one of {choices}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} muss einer von diesen Werten sein: {choices}</translation>
    </message>
    <message>
        <source>The settings in {origin} cannot be read: {detail}.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Die Einstellungen in {origin} können nicht gelesen werden: {detail}.</translation>
    </message>
    <message>
        <source>Mend the file, or move it away to start with new settings.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Berichtigen Sie die Datei, oder verschieben Sie sie, um mit neuen Einstellungen zu beginnen.</translation>
    </message>
    <message>
        <source>The settings could not be written to {path}: {strerror}.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Die Einstellungen konnten nicht in {path} geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check free space and permissions of the folder.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Prüfen Sie freien Platz und Zugriffsrechte des Ordners.</translation>
    </message>
    <message>
        <source>The settings file {path} is gone or empty.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Die Einstellungsdatei {path} ist weg oder leer.</translation>
    </message>
    <message>
        <source>Put it back, or change a setting here to have it written again. Nothing is forgotten before the program starts anew.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Legen Sie sie zurück, oder ändern Sie hier eine Einstellung, damit sie wieder geschrieben wird. Vor dem nächsten Start wird nichts vergessen.</translation>
    </message>
    <message>
        <source>Another process is changing the settings in {path}, and does not come to an end.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Ein anderer Prozess ändert die Einstellungen in {path} und kommt nicht zum Ende.</translation>
    </message>
    <message>
        <source>Close the other pplx-desktop, or try again in a moment.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Schließen Sie das andere pplx-desktop, oder versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Install the model again, or choose another one (see `models list`). Search by words goes on.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Installieren Sie das Modell neu, oder wählen Sie ein anderes (siehe `models list`). Die Suche nach Wörtern geht weiter.</translation>
    </message>
    <message>
        <source>{smallest} to {native_dims}</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>{smallest} bis {native_dims}</translation>
    </message>
    <message>
        <source>has vectors of {smallest} to {native_dims} dimensions, by multiples of 8, and none of {dims}</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>hat Vektoren mit {smallest} bis {native_dims} Dimensionen, in Vielfachen von 8, und keine mit {dims}</translation>
    </message>
    <message>
        <source>reads {smallest_window} to {positions} tokens at once, and cannot read {window}</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>liest {smallest_window} bis {positions} Tokens auf einmal und kann nicht {window} lesen</translation>
    </message>
    <message>
        <source>The model {name} has vectors of {known} dimensions, by multiples of 8, and none of {dims}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Das Modell {name} hat Vektoren mit {known} Dimensionen, in Vielfachen von 8, und keine mit {dims}.</translation>
    </message>
    <message>
        <source>The model {name} reads {smallest_window} to {positions} tokens at once, and cannot read {window}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Das Modell {name} liest {smallest_window} bis {positions} Tokens auf einmal und kann nicht {window} lesen.</translation>
    </message>
    <message>
        <source>Set `dims` and `window_tokens` to 0 for what suits the model, or choose another one.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Setzen Sie in den Einstellungen „Dimensionen der Vektoren“ (`dims`) und „Auf einmal gelesene Tokens“ (`window_tokens`) auf 0 für das, was zum Modell passt, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>There is no model named {name}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Es gibt kein Modell namens {name}.</translation>
    </message>
    <message>
        <source>Known models: {known}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Bekannte Modelle: {known}.</translation>
    </message>
    <message>
        <source>The model {name} is not installed: {paths} not found in {folder}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Das Modell {name} ist nicht installiert: {paths} fehlt in {folder}.</translation>
    </message>
    <message>
        <source>{way_here}, or choose another model (see `models list`).</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>{way_here}, oder wählen Sie ein anderes Modell (siehe `models list`).</translation>
    </message>
    <message>
        <source>`models get {name}` downloads it from {source}, `models import` takes it from a folder</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>`models get {name}` lädt es von {source} herunter, `models import` nimmt es aus einem Ordner</translation>
    </message>
    <message>
        <source>Bring it from {source} with `models import`</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Holen Sie es von {source}, mit `models import`</translation>
    </message>
    <message>
        <source>If you changed it yourself, remove {folder}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Wenn Sie sie selbst geändert haben, entfernen Sie {folder}.</translation>
    </message>
    <message>
        <source>The file {folder} of the model {name} is damaged or was altered.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Die Datei {folder} des Modells {name} ist beschädigt oder wurde verändert.</translation>
    </message>
    <message>
        <source>Install the model again, or choose another one (see `models list`). Search by words goes on. If you changed it yourself, remove {folder}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Installieren Sie das Modell neu, oder wählen Sie ein anderes (siehe `models list`). Die Suche nach Wörtern geht weiter. Wenn Sie sie selbst geändert haben, entfernen Sie {folder}.</translation>
    </message>
    <message>
        <source>{name} is no name for a model.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>{name} ist kein Name für ein Modell.</translation>
    </message>
    <message>
        <source>Use small letters, digits, dots and dashes.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Verwenden Sie Kleinbuchstaben, Ziffern, Punkte und Bindestriche.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Es gibt keinen Ordner {folder}.</translation>
    </message>
    <message>
        <source>has no tokenizer.json</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat keine tokenizer.json</translation>
    </message>
    <message>
        <source>Export the tokenizer as a fast one, into this file.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Exportieren Sie den Tokenizer als schnellen in diese Datei.</translation>
    </message>
    <message>
        <source>does not say in its config.json how many dimensions it has (hidden_size)</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>sagt in seiner config.json nicht, wie viele Dimensionen es hat (hidden_size)</translation>
    </message>
    <message>
        <source>has {native_dims} dimensions by its config.json and {dims} by {chosen}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat {native_dims} Dimensionen nach seiner config.json und {dims} nach {chosen}</translation>
    </message>
    <message>
        <source>Imported from a folder.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Aus einem Ordner importiert.</translation>
    </message>
    <message>
        <source>Copy or export it again: it may be cut off or damaged.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Kopieren oder exportieren Sie es noch einmal: Es kann abgeschnitten oder beschädigt sein.</translation>
    </message>
    <message>
        <source>has no readable graph in {graph}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat keinen lesbaren Graphen in {graph}</translation>
    </message>
    <message>
        <source>has a graph {graph} with weights outside of the folder</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat einen Graphen {graph} mit Gewichten außerhalb des Ordners</translation>
    </message>
    <message>
        <source>lacks {path}, which holds weights of {graph}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>enthält die Datei {path} mit Gewichten von {graph} nicht</translation>
    </message>
    <message>
        <source>Copy this file too.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Kopieren Sie auch diese Datei.</translation>
    </message>
    <message>
        <source>has a graph without values for each token: its outputs are {outputs}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat einen Graphen ohne Werte für jedes Token: Seine Ausgaben sind {outputs}</translation>
    </message>
    <message>
        <source>Export it with the output {TOKEN_OUTPUTS}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Exportieren Sie es mit der Ausgabe {TOKEN_OUTPUTS}.</translation>
    </message>
    <message>
        <source>does not say in its config.json how long a text may be (max_position_embeddings)</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>sagt in seiner config.json nicht, wie lang ein Text sein darf (max_position_embeddings)</translation>
    </message>
    <message>
        <source>has the model type {model_type}, of which it is not known here how it makes a vector of its tokens</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat den Modelltyp {model_type}, von dem hier nicht bekannt ist, wie er aus seinen Tokens einen Vektor macht</translation>
    </message>
    <message>
        <source>It can be read if its type is bidirectional_pplx_qwen3, or if 1_Pooling/config.json asks for the mean alone.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Es kann gelesen werden, wenn sein Typ bidirectional_pplx_qwen3 ist oder wenn 1_Pooling/config.json nur den Mittelwert verlangt.</translation>
    </message>
    <message>
        <source>wants instructions before its texts, which this program does not put there</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>will Anweisungen vor seinen Texten, die dieses Programm nicht davorsetzt</translation>
    </message>
    <message>
        <source>has no graph {graph}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat keinen Graphen {graph}</translation>
    </message>
    <message>
        <source>It has {found}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Es hat {found}.</translation>
    </message>
    <message>
        <source>has no graph: no .onnx file in it or in its folder onnx</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat keinen Graphen: keine .onnx-Datei darin oder in seinem Ordner onnx</translation>
    </message>
    <message>
        <source>Export the model to ONNX.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Exportieren Sie das Modell nach ONNX.</translation>
    </message>
    <message>
        <source>has several graphs, and it is not clear which is meant: {candidates}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat mehrere Graphen, und es ist nicht klar, welcher gemeint ist: {candidates}</translation>
    </message>
    <message>
        <source>Name the one to use {QUANTISED} or {FULL}, or leave only that one.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Nennen Sie den gewünschten {QUANTISED} oder {FULL}, oder lassen Sie nur diesen da.</translation>
    </message>
    <message>
        <source>has no config.json</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>hat keine config.json</translation>
    </message>
    <message>
        <source>Give the folder that a model was downloaded or exported to.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Geben Sie den Ordner an, in den ein Modell heruntergeladen oder exportiert wurde.</translation>
    </message>
    <message>
        <source>does not say in its config.json what type of model it is (model_type)</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>sagt in seiner config.json nicht, von welchem Typ das Modell ist (model_type)</translation>
    </message>
    <message>
        <source>{folder} is no model that can be used: it {complaint}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>{folder} ist kein verwendbares Modell: Es {complaint}.</translation>
    </message>
    <message>
        <source>fused, int8 with a scale for each token</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>verschmolzen, int8 mit einem Faktor je Token</translation>
    </message>
    <message>
        <source>fused, int8 by token, 8-bit blocks after the gate</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>verschmolzen, int8 je Token, 8-Bit-Blöcke nach dem Gate</translation>
    </message>
    <message>
        <source>fused, 8-bit blocks of 128</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>verschmolzen, 8-Bit-Blöcke zu 128</translation>
    </message>
    <message>
        <source>fused, 4-bit blocks of 32</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>verschmolzen, 4-Bit-Blöcke zu 32</translation>
    </message>
    <message>
        <source>fused, full precision</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>verschmolzen, volle Genauigkeit</translation>
    </message>
    <message>
        <source>fused, dynamic int8 with one scale for a run</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>verschmolzen, dynamisches int8 mit einem Faktor je Lauf</translation>
    </message>
    <message>
        <source>as delivered, int8 with a scale for each token</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>wie geliefert, int8 mit einem Faktor je Token</translation>
    </message>
    <message>
        <source>as delivered, 8-bit blocks of 128</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>wie geliefert, 8-Bit-Blöcke zu 128</translation>
    </message>
    <message>
        <source>as delivered, 4-bit blocks of 32</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>wie geliefert, 4-Bit-Blöcke zu 32</translation>
    </message>
    <message>
        <source>as delivered, full precision</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>wie geliefert, volle Genauigkeit</translation>
    </message>
    <message>
        <source>as delivered, dynamic int8 with one scale for a run</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>wie geliefert, dynamisches int8 mit einem Faktor je Lauf</translation>
    </message>
    <message>
        <source>the model&apos;s graph gives no values for each token</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>der Graph des Modells gibt keine Werte für jedes Token</translation>
    </message>
    <message>
        <source>Making the variant {variant}</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Variante {variant} wird gemacht</translation>
    </message>
    <message>
        <source>its values have {hidden} dimensions, not {native_dims}</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>seine Werte haben {hidden} Dimensionen, nicht {native_dims}</translation>
    </message>
    <message>
        <source>{free} GB are free, {needed} GB are needed</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>{free}&#xa0;GB sind frei, {needed}&#xa0;GB werden gebraucht</translation>
    </message>
    <message>
        <source>The model&apos;s faster form cannot be written into {folder}: {strerror}.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Die schnellere Form des Modells kann nicht in {folder} geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions, close what uses the model, and tune again.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte des Ordners, schließen Sie, was das Modell verwendet, und stimmen Sie es noch einmal ab.</translation>
    </message>
    <message>
        <source>There is no room for the model&apos;s faster form in {folder}.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Für die schnellere Form des Modells ist kein Platz in {folder}.</translation>
    </message>
    <message>
        <source>Free some space and tune again; the model works as it was delivered meanwhile.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Schaffen Sie Platz, und stimmen Sie noch einmal ab; das Modell arbeitet inzwischen wie geliefert.</translation>
    </message>
    <message>
        <source>The file {path} is no graph that can be read.</source>
        <extracomment>engine: embed/graph_facts.py</extracomment>
        <translation>Die Datei {path} ist kein lesbarer Graph.</translation>
    </message>
    <message>
        <source>Install the model again, or choose another one (see `models list`).</source>
        <extracomment>engine: embed/graph_facts.py</extracomment>
        <translation>Installieren Sie das Modell neu, oder wählen Sie ein anderes (siehe `models list`).</translation>
    </message>
    <message>
        <source>is packed in a way that is not known here</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>ist auf eine Weise gepackt, die hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>Pack it as ZIP.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Packen Sie es als ZIP.</translation>
    </message>
    <message>
        <source>holds more than the {in_bytes} that are free on this disk</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>enthält mehr als die {in_bytes}, die auf diesem Datenträger frei sind</translation>
    </message>
    <message>
        <source>Make room, or unpack it elsewhere and import the folder.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Schaffen Sie Platz, oder entpacken Sie es anderswo, und importieren Sie den Ordner.</translation>
    </message>
    <message>
        <source>more than {MAX_MEMBERS} entries</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>mehr als {MAX_MEMBERS} Einträge</translation>
    </message>
    <message>
        <source>an entry named {raw}</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>einen Eintrag namens {raw}</translation>
    </message>
    <message>
        <source>{path} is there twice</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path} zweimal</translation>
    </message>
    <message>
        <source>a link {path} that leads out of it</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>eine Verknüpfung {path}, die hinausführt</translation>
    </message>
    <message>
        <source>is not safe to unpack: it has {what}</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>kann nicht sicher entpackt werden: Es hat {what}</translation>
    </message>
    <message>
        <source>Get it from someone you trust.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Holen Sie es von jemandem, dem Sie vertrauen.</translation>
    </message>
    <message>
        <source>is protected by a password</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>ist durch ein Passwort geschützt</translation>
    </message>
    <message>
        <source>Unpack it yourself and import the folder.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Entpacken Sie es selbst, und importieren Sie den Ordner.</translation>
    </message>
    <message>
        <source>Unpacking {name}</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{name} wird entpackt</translation>
    </message>
    <message>
        <source>{path}, which is a device</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path}, was ein Gerät ist</translation>
    </message>
    <message>
        <source>is a {kind} archive</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>ist ein {kind}-Archiv</translation>
    </message>
    <message>
        <source>Pack it as ZIP or tar.gz instead.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Packen Sie es stattdessen als ZIP oder tar.gz.</translation>
    </message>
    <message>
        <source>is neither a folder nor an archive that is known here</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>ist weder ein Ordner noch ein hier bekanntes Archiv</translation>
    </message>
    <message>
        <source>Give a folder, a ZIP or a tar archive.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Geben Sie einen Ordner, ein ZIP- oder ein tar-Archiv an.</translation>
    </message>
    <message>
        <source>{path} cannot be read</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path} kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>{path}, which is a device or a pipe</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path}, was ein Gerät oder eine Pipe ist</translation>
    </message>
    <message>
        <source>is damaged or not complete</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>ist beschädigt oder unvollständig</translation>
    </message>
    <message>
        <source>Copy it again, and compare its size.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Kopieren Sie es noch einmal, und vergleichen Sie die Größe.</translation>
    </message>
    <message>
        <source>it is a ZIP archive or a PyTorch file</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist ein ZIP-Archiv oder eine PyTorch-Datei</translation>
    </message>
    <message>
        <source>it is compressed with gzip</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist mit gzip komprimiert</translation>
    </message>
    <message>
        <source>it is a PDF</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist ein PDF</translation>
    </message>
    <message>
        <source>it is a GGUF file, for other programs</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist eine GGUF-Datei, für andere Programme</translation>
    </message>
    <message>
        <source>it is a Python pickle</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist ein Python-Pickle</translation>
    </message>
    <message>
        <source>it is a JSON text</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist ein JSON-Text</translation>
    </message>
    <message>
        <source>it is an XML text</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist ein XML-Text</translation>
    </message>
    <message>
        <source>{size} bytes instead of {size2}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>{size}&#xa0;Byte statt {size2}</translation>
    </message>
    <message>
        <source>SHA-256 {sha256} instead of {sha2562}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>SHA-256 {sha256} statt {sha2562}</translation>
    </message>
    <message>
        <source>Git SHA-1 {git} instead of {git2}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>Git SHA-1 {git} statt {git2}</translation>
    </message>
    <message>
        <source>it is a web page, titled {title}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist eine Webseite mit dem Titel {title}</translation>
    </message>
    <message>
        <source>it is a web page</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist eine Webseite</translation>
    </message>
    <message>
        <source>it is a pointer of Git LFS, which says where the file is; `git lfs pull` in its folder gets the file</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist ein Verweis von Git LFS, der sagt, wo die Datei liegt; `git lfs pull` in seinem Ordner holt sie</translation>
    </message>
    <message>
        <source>it is no ONNX graph</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist kein ONNX-Graph</translation>
    </message>
    <message>
        <source>it is empty</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist leer</translation>
    </message>
    <message>
        <source>it is too large for a JSON text</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>es ist zu groß für einen JSON-Text</translation>
    </message>
    <message>
        <source>{name} is not what it should be: it is no JSON text.</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>{name} ist nicht, was es sein soll: Es ist kein JSON-Text.</translation>
    </message>
    <message>
        <source>The model {name} is not on a hub, so it cannot be downloaded.</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Das Modell {name} liegt auf keinem Hub und kann daher nicht heruntergeladen werden.</translation>
    </message>
    <message>
        <source>It came with the program, or was imported from a folder: `models import PATH`.</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Es gehört zum Programm oder wurde aus einem Ordner importiert: `models import PFAD`.</translation>
    </message>
    <message>
        <source>The description of {name} names no reference in full precision to download.</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Die Beschreibung von {name} nennt keine Referenz in voller Genauigkeit zum Herunterladen.</translation>
    </message>
    <message>
        <source>Asking the hub</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Der Hub wird gefragt</translation>
    </message>
    <message>
        <source>Looking at what is here</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Es wird nachgesehen, was schon da ist</translation>
    </message>
    <message>
        <source>Copying {path}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>{path} wird kopiert</translation>
    </message>
    <message>
        <source>{repository} at {revision}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>{repository} (Stand {revision})</translation>
    </message>
    <message>
        <source>{path} of {repository} at {commit}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>{path} von {repository} (Stand {commit})</translation>
    </message>
    <message>
        <source>not in the list of files</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>nicht in der Liste der Dateien</translation>
    </message>
    <message>
        <source>expected {declared}, the hub has {there}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>erwartet {declared}, der Hub hat {there}</translation>
    </message>
    <message>
        <source>{shortened} cannot be a model&apos;s name: up to {MAX_NAME} small letters, digits, dots and dashes.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shortened} kann kein Name eines Modells sein: bis zu {MAX_NAME} Kleinbuchstaben, Ziffern, Punkte und Bindestriche.</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Die Dateien werden angesehen</translation>
    </message>
    <message>
        <source>{path} does not have all files of {name}: {lacking} not found.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{path} hat nicht alle Dateien von {name}: {lacking} nicht gefunden.</translation>
    </message>
    <message>
        <source>They come from {source}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Sie kommen von {source}.</translation>
    </message>
    <message>
        <source>There are no files in {path}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>In {path} sind keine Dateien.</translation>
    </message>
    <message>
        <source>{shortened} cannot be a model&apos;s name.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shortened} kann kein Name eines Modells sein.</translation>
    </message>
    <message>
        <source>Give it one: `--name NAME`.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Geben Sie ihm einen: `--name NAME`.</translation>
    </message>
    <message>
        <source>Give it a name of its own: `--name NAME`, or another one to its folder.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Geben Sie ihm einen eigenen Namen: `--name NAME`, oder seinem Ordner einen anderen.</translation>
    </message>
    <message>
        <source>Give it a name of its own: `--name NAME`, or remove the one from {source} first.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Geben Sie ihm einen eigenen Namen: `--name NAME`, oder entfernen Sie erst das von {source}.</translation>
    </message>
    <message>
        <source>There is a model named {name} already, and this is another one.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Es gibt schon ein Modell namens {name}, und dies ist ein anderes.</translation>
    </message>
    <message>
        <source>Checking {path}</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{path} wird geprüft</translation>
    </message>
    <message>
        <source>{path} in {path2} is damaged or was altered: its checksum differs.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{path} in {path2} ist beschädigt oder wurde verändert: Die Prüfsumme weicht ab.</translation>
    </message>
    <message>
        <source>Copy it again from where it was right. The model in use was not touched.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Kopieren Sie es noch einmal von dort, wo es richtig war. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>There is nothing at {shown}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Unter {shown} ist nichts.</translation>
    </message>
    <message>
        <source>{shown} is neither a folder nor an archive.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shown} ist weder ein Ordner noch ein Archiv.</translation>
    </message>
    <message>
        <source>{shown} cannot be read: {strerror}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shown} kann nicht gelesen werden: {strerror}.</translation>
    </message>
    <message>
        <source>What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Die Dateien lassen sich auch anders beschaffen: `models import`.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <extracomment>engine: core/wanted.py</extracomment>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Find in the file, where the preview has the keyboard</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>In der Datei suchen, wenn die Vorschau den Fokus hat</translation>
    </message>
    <message numerus="yes">
        <source>+%n or more</source>
        <extracomment>result_card.py; one: &quot;+%n or more&quot;</extracomment>
        <translation>
            <numerusform>+%n oder mehr</numerusform>
            <numerusform>+%n oder mehr</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n more passages</source>
        <extracomment>results_model.py; one: &quot;at least %n more passage&quot;</extracomment>
        <translation>
            <numerusform>mindestens %n weitere Textstelle</numerusform>
            <numerusform>mindestens %n weitere Textstellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Border between the two parts</source>
        <extracomment>split_handle.py</extracomment>
        <translation>Grenze zwischen den beiden Teilen</translation>
    </message>
    <message>
        <source>not among the best by words</source>
        <extracomment>why_wording.py</extracomment>
        <translation>nicht unter den besten nach Wörtern</translation>
    </message>
    <message>
        <source>The server {host} cannot be found: there is no network, or no such name.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Server {host} wird nicht gefunden: Es gibt kein Netz oder keinen solchen Namen.</translation>
    </message>
    <message>
        <source>Check the connection, and the address if HF_ENDPOINT names a mirror. The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie die Verbindung, und die Adresse, falls HF_ENDPOINT einen Spiegel nennt. Die Dateien lassen sich auch anders beschaffen: `models import`.</translation>
    </message>
    <message>
        <source>The server {host} does not answer.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Server {host} antwortet nicht.</translation>
    </message>
    <message>
        <source>Try again later, or set HTTPS_PROXY if this network needs a proxy. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Versuchen Sie es später noch einmal, oder setzen Sie HTTPS_PROXY, wenn dieses Netz einen Proxy braucht. Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>No secure connection to {host}: its certificate is not trusted, or something in between is in the way.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Keine sichere Verbindung zu {host}: Dem Zertifikat wird nicht vertraut, oder etwas dazwischen ist im Weg.</translation>
    </message>
    <message>
        <source>Check the computer&apos;s date. Where a company inspects the traffic, let SSL_CERT_FILE name its certificate.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie das Datum des Computers. Wenn eine Firma den Verkehr prüft, geben Sie deren Zertifikat mit SSL_CERT_FILE an.</translation>
    </message>
    <message>
        <source>The proxy refuses the connection or does not answer.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Proxy verweigert die Verbindung oder antwortet nicht.</translation>
    </message>
    <message>
        <source>Check HTTPS_PROXY and HTTP_PROXY (name and password go before the @, their special characters as %40 and the like), or add the server to NO_PROXY.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie HTTPS_PROXY und HTTP_PROXY (Name und Passwort stehen vor dem @, Sonderzeichen darin als %40 und dergleichen), oder nehmen Sie den Server in NO_PROXY auf.</translation>
    </message>
    <message>
        <source>{host} is no address of a hub: one begins with https://.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} ist keine Adresse eines Hubs: Eine solche beginnt mit https://.</translation>
    </message>
    <message>
        <source>Correct HF_ENDPOINT, or unset it to download from huggingface.co.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Berichtigen Sie HF_ENDPOINT, oder löschen Sie es, um von huggingface.co herunterzuladen.</translation>
    </message>
    <message>
        <source>The token for the hub has characters that no token has.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Das Token für den Hub hat Zeichen, die kein Token hat.</translation>
    </message>
    <message>
        <source>Set HF_TOKEN to a token copied from the hub, or unset it: most models need none.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Setzen Sie HF_TOKEN auf ein vom Hub kopiertes Token, oder löschen Sie es: Die meisten Modelle brauchen keines.</translation>
    </message>
    <message>
        <source>Nothing is downloaded, because HF_HUB_OFFLINE is set.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Nichts wird heruntergeladen, weil HF_HUB_OFFLINE gesetzt ist.</translation>
    </message>
    <message>
        <source>Unset HF_HUB_OFFLINE. The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Löschen Sie HF_HUB_OFFLINE. Die Dateien lassen sich auch anders beschaffen: `models import`.</translation>
    </message>
    <message>
        <source>{host} wants to know who asks for {what} (401).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} will wissen, wer {what} verlangt (401).</translation>
    </message>
    <message>
        <source>Make a token at the hub and set HF_TOKEN to it; one that is set may be too old. A hub says the same of a model that is not there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Erzeugen Sie ein Token beim Hub, und setzen Sie HF_TOKEN darauf; ein gesetztes kann zu alt sein. Ein Hub sagt dasselbe von einem Modell, das es nicht gibt.</translation>
    </message>
    <message>
        <source>{host} does not give out {what} (403).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} gibt {what} nicht heraus (403).</translation>
    </message>
    <message>
        <source>Open the model&apos;s page at the hub and accept its terms, then set HF_TOKEN to a token of yours.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Öffnen Sie die Seite des Modells beim Hub, nehmen Sie seine Bedingungen an, und setzen Sie HF_TOKEN auf ein Token von Ihnen.</translation>
    </message>
    <message>
        <source>{host} does not have {what} (404).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} hat {what} nicht (404).</translation>
    </message>
    <message>
        <source>It was moved or removed, or HF_ENDPOINT names a mirror that does not have it. The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Es wurde verschoben oder entfernt, oder HF_ENDPOINT nennt einen Spiegel, der es nicht hat. Die Dateien lassen sich auch anders beschaffen: `models import`.</translation>
    </message>
    <message>
        <source>{host} asks us to come back later: too many requests from this network (429).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} bittet, später wiederzukommen: zu viele Anfragen aus diesem Netz (429).</translation>
    </message>
    <message>
        <source>Wait some minutes, or set HF_TOKEN, for which more is allowed. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Warten Sie einige Minuten, oder setzen Sie HF_TOKEN, womit mehr erlaubt ist. Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>{host} has a problem of its own ({status}).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} hat selbst ein Problem ({status}).</translation>
    </message>
    <message>
        <source>Try again later. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Versuchen Sie es später noch einmal. Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>{host} refuses to give out {what} ({status}).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} weigert sich, {what} herauszugeben ({status}).</translation>
    </message>
    <message>
        <source>A web page, titled {title}, came in place of {what}: a proxy or the sign-in page of this network answers for {host}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Statt {what} kam eine Webseite mit dem Titel {title}: Ein Proxy oder die Anmeldeseite dieses Netzes antwortet für {host}.</translation>
    </message>
    <message>
        <source>A web page came in place of {what}: a proxy or the sign-in page of this network answers for {host}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Statt {what} kam eine Webseite: Ein Proxy oder die Anmeldeseite dieses Netzes antwortet für {host}.</translation>
    </message>
    <message>
        <source>Open any page in a browser and sign in, or ask whoever runs the proxy to let this server through.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Öffnen Sie irgendeine Seite in einem Browser, und melden Sie sich an, oder bitten Sie, wer den Proxy betreibt, diesen Server durchzulassen.</translation>
    </message>
    <message>
        <source>{host} answers, but not as a model hub does.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} antwortet, aber nicht wie ein Hub für Modelle.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT; without it, the models come from huggingface.co.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie HF_ENDPOINT; ohne es kommen die Modelle von huggingface.co.</translation>
    </message>
    <message>
        <source>The download of {what} broke off at {in_bytes} of {in_bytes2}, again and again.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Download von {what} ist bei {in_bytes} von {in_bytes2} immer wieder abgebrochen.</translation>
    </message>
    <message>
        <source>The download of {what} stands still at {in_bytes} of {in_bytes2}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Download von {what} steht bei {in_bytes} von {in_bytes2} still.</translation>
    </message>
    <message>
        <source>Check the connection. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie die Verbindung. Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>The server announces {announced} bytes for {what}, which has {size}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Server kündigt {announced}&#xa0;Byte für {what} an, das {size} hat.</translation>
    </message>
    <message>
        <source>A proxy or mirror serves another file. Try without it. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Ein Proxy oder Spiegel liefert eine andere Datei. Versuchen Sie es ohne ihn. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>What came for {what} is not what its author published: the checksum differs.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Was für {what} angekommen ist, ist nicht, was der Urheber veröffentlicht hat: Die Prüfsumme weicht ab.</translation>
    </message>
    <message>
        <source>It was thrown away. A proxy, a mirror or a bad disk may be the cause: try again. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Es wurde verworfen. Ein Proxy, ein Spiegel oder ein schlechter Datenträger kann die Ursache sein: Versuchen Sie es erneut. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>The hub has another {what} than the one this program was made for, so nothing was downloaded.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Hub hat ein anderes {what} als das, für das dieses Programm gemacht ist, daher wurde nichts heruntergeladen.</translation>
    </message>
    <message>
        <source>Install a newer version of the program, which may know it.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Installieren Sie eine neuere Version des Programms, die es vielleicht kennt.</translation>
    </message>
    <message>
        <source>{what} is not what it should be: {complaint}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{what} ist nicht, was es sein soll: {complaint}.</translation>
    </message>
    <message>
        <source>Get the right file, then try again. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Besorgen Sie die richtige Datei, und versuchen Sie es erneut. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>The model needs {in_bytes} more on the disk of {folder}, and {in_bytes2} are free.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Das Modell braucht noch {in_bytes} auf dem Datenträger von {folder}, und {in_bytes2} sind frei.</translation>
    </message>
    <message>
        <source>Make room, or let PPLX_DESKTOP_HOME name a folder on another disk. Nothing was downloaded.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Schaffen Sie Platz, oder geben Sie mit PPLX_DESKTOP_HOME einen Ordner auf einem anderen Datenträger an. Nichts wurde heruntergeladen.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Datenträger von {folder} ist voll.</translation>
    </message>
    <message>
        <source>Make room. What was downloaded is kept: the next try goes on from there. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Schaffen Sie Platz. Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>The disk of {folder} takes no file of this size.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Der Datenträger von {folder} nimmt keine Datei dieser Größe auf.</translation>
    </message>
    <message>
        <source>FAT disks end at 4 GB: let PPLX_DESKTOP_HOME name a folder on another disk.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>FAT-Datenträger enden bei 4&#xa0;GB: Geben Sie mit PPLX_DESKTOP_HOME einen Ordner auf einem anderen Datenträger an.</translation>
    </message>
    <message>
        <source>Nothing can be written to {filename}: {strerror}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>In {filename} kann nichts geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or let PPLX_DESKTOP_HOME name another one.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte des Ordners, oder geben Sie mit PPLX_DESKTOP_HOME einen anderen an.</translation>
    </message>
    <message>
        <source>Reading or writing {filename} failed: {strerror}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Lesen oder Schreiben von {filename} ist fehlgeschlagen: {strerror}.</translation>
    </message>
    <message>
        <source>Check the disk. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Prüfen Sie den Datenträger. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>The files of {name} are in use, so they cannot be replaced now.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Die Dateien von {name} sind in Gebrauch und können jetzt nicht ersetzt werden.</translation>
    </message>
    <message>
        <source>Choose another model or close the program, then try again. What was downloaded is kept.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Wählen Sie ein anderes Modell, oder schließen Sie das Programm, und versuchen Sie es erneut. Was heruntergeladen ist, bleibt.</translation>
    </message>
    <message>
        <source>Another pplx-desktop is installing or removing a model.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Ein anderes pplx-desktop installiert oder entfernt gerade ein Modell.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it there.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Warten Sie, bis es fertig ist, oder brechen Sie es dort ab.</translation>
    </message>
    <message>
        <source>Downloading {path}</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>{path} wird heruntergeladen</translation>
    </message>
    <message>
        <source>more than {size} bytes</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>mehr als {size}&#xa0;Byte</translation>
    </message>
    <message>
        <source>the server ended at {tell} of {size} bytes</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>der Server endete bei {tell} von {size}&#xa0;Byte</translation>
    </message>
    <message>
        <source>an answer that says it is HTML</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>eine Antwort, die sich als HTML ausgibt</translation>
    </message>
    <message>
        <source>the server has no such range</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>der Server hat keinen solchen Bereich</translation>
    </message>
    <message>
        <source>the server sent another range than was asked for</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>der Server sandte einen anderen Bereich als verlangt</translation>
    </message>
    <message>
        <source>{count} bytes in {now} s</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>{count}&#xa0;Byte in {now}&#xa0;s</translation>
    </message>
    <message>
        <source>The description of a model in {path} cannot be used: {error}.</source>
        <extracomment>engine: embed/manifest.py</extracomment>
        <translation>Die Beschreibung eines Modells in {path} kann nicht verwendet werden: {error}.</translation>
    </message>
    <message>
        <source>Mend or remove this file, or install the program again.</source>
        <extracomment>engine: embed/manifest.py</extracomment>
        <translation>Berichtigen oder entfernen Sie diese Datei, oder installieren Sie das Programm neu.</translation>
    </message>
    <message>
        <source>The process that ran this graph crashed or hung.</source>
        <extracomment>engine: embed/measuring.py</extracomment>
        <translation>Der Prozess, der diesen Graphen ausführte, ist abgestürzt oder hängen geblieben.</translation>
    </message>
    <message>
        <source>Close other programs if memory is short.</source>
        <extracomment>engine: embed/measuring.py</extracomment>
        <translation>Schließen Sie andere Programme, wenn der Speicher knapp ist.</translation>
    </message>
    <message>
        <source>The model {name} gave values that are no finite numbers.</source>
        <extracomment>engine: embed/model.py</extracomment>
        <translation>Das Modell {name} hat Werte geliefert, die keine endlichen Zahlen sind.</translation>
    </message>
    <message>
        <source>Its files may be damaged or quantised badly: install it again, or choose another one (see `models list`).</source>
        <extracomment>engine: embed/model.py</extracomment>
        <translation>Seine Dateien können beschädigt oder schlecht quantisiert sein: Installieren Sie es neu, oder wählen Sie ein anderes (siehe `models list`).</translation>
    </message>
    <message>
        <source>The record of the model&apos;s files in {path} cannot be read.</source>
        <extracomment>engine: embed/records.py</extracomment>
        <translation>Das Verzeichnis der Dateien des Modells in {path} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Remove it if you trust the files beside it: their checksums are then recorded again.</source>
        <extracomment>engine: embed/records.py</extracomment>
        <translation>Entfernen Sie es, wenn Sie den Dateien daneben vertrauen: Ihre Prüfsummen werden dann neu festgehalten.</translation>
    </message>
    <message>
        <source>The model&apos;s file {file} cannot be read: {strerror}.</source>
        <extracomment>engine: embed/records.py</extracomment>
        <translation>Die Datei {file} des Modells kann nicht gelesen werden: {strerror}.</translation>
    </message>
    <message>
        <source>The model {graph} could not be loaded.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Das Modell {graph} konnte nicht geladen werden.</translation>
    </message>
    <message>
        <source>{title} could not be started.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>{title} konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Set provider to auto or cpu.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Wählen Sie in den Einstellungen bei „Womit gerechnet wird“ (`provider`) „Was am schnellsten ist“ oder „Der Prozessor“.</translation>
    </message>
    <message>
        <source>The model stopped with an error.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Das Modell ist mit einem Fehler ausgefallen.</translation>
    </message>
    <message>
        <source>Close other programs if memory is short, or choose a smaller model.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Schließen Sie andere Programme, wenn der Speicher knapp ist, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>The model {graph} does not fit its description: {complaint}.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Das Modell {graph} passt nicht zu seiner Beschreibung: {complaint}.</translation>
    </message>
    <message>
        <source>Install the model that the description means, or choose another one (see `models list`).</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Installieren Sie das Modell, das die Beschreibung meint, oder wählen Sie ein anderes (siehe `models list`).</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer {path} cannot be read.</source>
        <extracomment>engine: embed/tokenization.py</extracomment>
        <translation>Der Tokenizer {path} des Modells kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The tokenizer of the model {name} has no separator: neither {tokens} nor the id {fallback}.</source>
        <extracomment>engine: embed/tokenization.py</extracomment>
        <translation>Der Tokenizer des Modells {name} hat kein Trennzeichen: weder {tokens} noch die Nummer {fallback}.</translation>
    </message>
    <message>
        <source>Install the model again. Without its separator it cannot tell the passages of a document apart.</source>
        <extracomment>engine: embed/tokenization.py</extracomment>
        <translation>Installieren Sie das Modell neu. Ohne sein Trennzeichen kann es die Textstellen eines Dokuments nicht auseinanderhalten.</translation>
    </message>
    <message>
        <source>This model is being tuned already.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Dieses Modell wird bereits abgestimmt.</translation>
    </message>
    <message>
        <source>Let that finish, or stop it.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Lassen Sie das zu Ende gehen, oder brechen Sie es ab.</translation>
    </message>
    <message>
        <source>What tuning finds cannot be kept in {records}: {strerror}.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Was die Abstimmung ergibt, kann nicht in {records} aufbewahrt werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of this folder and the free space of its disk.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte dieses Ordners und den freien Platz seines Datenträgers.</translation>
    </message>
    <message>
        <source>its vectors differ: mean cosine {cosine}, at least {LEAST_COSINE} is wanted</source>
        <extracomment>engine: embed/tune/likeness.py</extracomment>
        <translation>seine Vektoren weichen ab: mittlerer Kosinus {cosine}, mindestens {LEAST_COSINE} ist verlangt</translation>
    </message>
    <message>
        <source>it finds other texts: {same_top_10} of the ten nearest, {LEAST_SAME_TOP_10} is wanted</source>
        <extracomment>engine: embed/tune/likeness.py</extracomment>
        <translation>es findet andere Texte: {same_top_10} der zehn nächsten, {LEAST_SAME_TOP_10} ist verlangt</translation>
    </message>
    <message>
        <source>Other programs took {busy} % of the processor when it began.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Andere Programme belegten zu Beginn {busy}&#xa0;% des Prozessors.</translation>
    </message>
    <message>
        <source>Measuring the delivered graph</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Der gelieferte Graph wird gemessen</translation>
    </message>
    <message>
        <source>Writing the record</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Das Ergebnis wird festgehalten</translation>
    </message>
    <message>
        <source>({done} of {total})</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>({done} von {total})</translation>
    </message>
    <message>
        <source>{step} ({done} of {total})</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>{step} ({done} von {total})</translation>
    </message>
    <message>
        <source>the delivered graph, which is in full precision</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>dem gelieferten Graphen, der volle Genauigkeit hat</translation>
    </message>
    <message>
        <source>the delivered graph, for the model in full precision is not here</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>dem gelieferten Graphen, denn das Modell in voller Genauigkeit ist nicht hier</translation>
    </message>
    <message>
        <source>The model in full precision was not loaded to compare with: {reason}.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Das Modell in voller Genauigkeit wurde nicht zum Vergleich geladen: {reason}.</translation>
    </message>
    <message>
        <source>the delivered graph, for there is no memory for the model in full precision</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>dem gelieferten Graphen, denn für das Modell in voller Genauigkeit reicht der Speicher nicht</translation>
    </message>
    <message>
        <source>Reading the model in full precision</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Das Modell in voller Genauigkeit wird gelesen</translation>
    </message>
    <message>
        <source>the model in full precision (fp32)</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>dem Modell in voller Genauigkeit (fp32)</translation>
    </message>
    <message>
        <source>The delivered graph itself is not faithful: {complaint}.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Der gelieferte Graph selbst ist nicht genau: {complaint}.</translation>
    </message>
    <message>
        <source>Making {variant}</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>{variant} wird gemacht</translation>
    </message>
    <message>
        <source>the delivered graph is that</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>der gelieferte Graph ist das schon</translation>
    </message>
    <message>
        <source>Measuring {variant}</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>{variant} wird gemessen</translation>
    </message>
    <message>
        <source>it could not be written: {strerror}</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>es konnte nicht geschrieben werden: {strerror}</translation>
    </message>
    <message>
        <source>its vectors change with what else is in the same run</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>seine Vektoren ändern sich mit dem, was sonst im selben Lauf ist</translation>
    </message>
    <message>
        <source>Measuring {variant} with {count} threads</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>{variant} wird mit {count} Threads gemessen</translation>
    </message>
    <message>
        <source>Measuring sizes of windows</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Größen der Fenster werden gemessen</translation>
    </message>
    <message>
        <source>The same work took times that differ by {apart}: the machine was busy or changed its clock. The number of threads was left alone; tune again when nothing else runs.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Dieselbe Arbeit dauerte um {apart} verschieden lang: Der Computer war beschäftigt oder änderte seinen Takt. Die Zahl der Threads blieb, wie sie war; stimmen Sie noch einmal ab, wenn sonst nichts läuft.</translation>
    </message>
    <message>
        <source>it needs about {needed} GB of memory, and {free} GB are free</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>es braucht etwa {needed}&#xa0;GB Speicher, und {free}&#xa0;GB sind frei</translation>
    </message>
    <message>
        <source>it was tuned with onnxruntime {onnxruntime}, and this is {onnxruntime2}</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>es wurde mit onnxruntime {onnxruntime} abgestimmt, und dies ist {onnxruntime2}</translation>
    </message>
    <message>
        <source>it was tuned on another machine ({machine})</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>es wurde auf einem anderen Computer abgestimmt ({machine})</translation>
    </message>
    <message>
        <source>the model&apos;s files are others now, or what its manifest says of them</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>die Dateien des Modells sind jetzt andere, oder was seine Beschreibung davon sagt</translation>
    </message>
    <message>
        <source>the file {records} was altered</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>die Datei {records} wurde verändert</translation>
    </message>
    <message>
        <source>the file {records} is missing or cannot be read</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>die Datei {records} fehlt oder kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>{threads} thread</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>{threads} Thread</translation>
    </message>
    <message>
        <source>as delivered, {threads} threads</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>wie geliefert, {threads} Threads</translation>
    </message>
    <message>
        <source>as delivered, {threads} thread</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>wie geliefert, {threads} Thread</translation>
    </message>
    <message>
        <source>{variant}, {threads} threads, {ratio} times as fast as delivered</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>{variant}, {threads} Threads, {ratio}-mal so schnell wie geliefert</translation>
    </message>
    <message>
        <source>{variant}, {threads} thread, {ratio} times as fast as delivered</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>{variant}, {threads} Thread, {ratio}-mal so schnell wie geliefert</translation>
    </message>
    <message>
        <source>nothing, for the model in full precision is not here, and this is its first check</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>nichts, denn das Modell in voller Genauigkeit ist nicht hier, und dies ist die erste Prüfung</translation>
    </message>
    <message>
        <source>{name} cannot be trusted: {name2}: {found}, and {failed} more.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} ist nicht zu trauen: {name2}: {found}, und {failed} weitere.</translation>
    </message>
    <message>
        <source>{name} cannot be trusted: {name2}: {found}.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} ist nicht zu trauen: {name2}: {found}.</translation>
    </message>
    <message>
        <source>{name} is what it should be; compared with {reference}.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} ist, was es sein soll; verglichen mit: {reference}.</translation>
    </message>
    <message>
        <source>Nothing is wrong with {name} as far as it can be seen; compared with nothing, for the model in full precision is not here, and this is its first check.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>An {name} ist nichts falsch, soweit es sich sehen lässt; verglichen mit nichts, denn das Modell in voller Genauigkeit ist nicht hier, und dies ist die erste Prüfung.</translation>
    </message>
    <message>
        <source>Reading the graphs</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Die Graphen werden gelesen</translation>
    </message>
    <message>
        <source>Reading the tokenizer</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Der Tokenizer wird gelesen</translation>
    </message>
    <message>
        <source>Embedding texts</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Texte werden erfasst</translation>
    </message>
    <message>
        <source>Comparing the vectors</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Die Vektoren werden verglichen</translation>
    </message>
    <message>
        <source>Looking at how it runs here</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Es wird angesehen, wie es hier läuft</translation>
    </message>
    <message>
        <source>Comparing checksums</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Prüfsummen werden verglichen</translation>
    </message>
    <message>
        <source>{files} files, {total} MB, all SHA-256 match</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{files} Dateien, {total}&#xa0;MB, alle SHA-256 stimmen</translation>
    </message>
    <message>
        <source>Comparing checksums of the model in full precision</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Prüfsummen des Modells in voller Genauigkeit werden verglichen</translation>
    </message>
    <message>
        <source>checksums of the reference</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Prüfsummen der Referenz</translation>
    </message>
    <message>
        <source>{name} and its data match</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} und seine Daten stimmen</translation>
    </message>
    <message>
        <source>the tokenizer has one, with the id {separator_id}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>der Tokenizer hat eines, mit der Nummer {separator_id}</translation>
    </message>
    <message>
        <source>separator in a text</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Trennzeichen in einem Text</translation>
    </message>
    <message>
        <source>it is taken for the end of a passage</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>es wird für das Ende einer Textstelle gehalten</translation>
    </message>
    <message>
        <source>it is read as text</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>es wird als Text gelesen</translation>
    </message>
    <message>
        <source>{ids} tokens for a sentence of 7 words</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{ids} Tokens für einen Satz mit 7 Wörtern</translation>
    </message>
    <message>
        <source>{bad} of {vectors} texts have values that are no finite numbers</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{bad} von {vectors} Texten haben Werte, die keine endlichen Zahlen sind</translation>
    </message>
    <message>
        <source>in all of them</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>in allen</translation>
    </message>
    <message>
        <source>finite values</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>endliche Werte</translation>
    </message>
    <message>
        <source>different texts differ</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>verschiedene Texte unterscheiden sich</translation>
    </message>
    <message>
        <source>{sum} texts have nothing but zeros</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{sum} Texte haben nur Nullen</translation>
    </message>
    <message>
        <source>their mean cosine is {alike}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>ihr mittlerer Kosinus ist {alike}</translation>
    </message>
    <message>
        <source>they are in the right order</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>sie stehen in der richtigen Reihenfolge</translation>
    </message>
    <message>
        <source>the card&apos;s sample sentences</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>die Beispielsätze der Modellkarte</translation>
    </message>
    <message>
        <source>values of another implementation</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Werte einer anderen Implementierung</translation>
    </message>
    <message>
        <source>the tokenizer splits a text in another way</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>der Tokenizer zerlegt einen Text anders</translation>
    </message>
    <message>
        <source>cosine {min} at the least, {mean} on average, with {texts} texts</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Kosinus mindestens {min}, im Mittel {mean}, bei {texts} Texten</translation>
    </message>
    <message>
        <source>the values of another implementation ({split})</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>den Werten einer anderen Implementierung ({split})</translation>
    </message>
    <message>
        <source>what it gives now was recorded for the next check</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>was es jetzt ergibt, wurde für die nächste Prüfung festgehalten</translation>
    </message>
    <message>
        <source>no record could be written</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>es konnte nichts festgehalten werden</translation>
    </message>
    <message>
        <source>there is nothing to compare them with; what it gives now was recorded for the next check</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>es gibt nichts zum Vergleichen; was es jetzt ergibt, wurde für die nächste Prüfung festgehalten</translation>
    </message>
    <message>
        <source>there is nothing to compare them with; no record could be written</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>es gibt nichts zum Vergleichen; es konnte nichts festgehalten werden</translation>
    </message>
    <message>
        <source>the record of the model in full precision (fp32)</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>der Aufzeichnung des Modells in voller Genauigkeit (fp32)</translation>
    </message>
    <message>
        <source>the record of its first check on this computer</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>der Aufzeichnung seiner ersten Prüfung auf diesem Computer</translation>
    </message>
    <message>
        <source>mean cosine {cosine}, at least {SAME_MODEL_COSINE} is wanted</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>mittlerer Kosinus {cosine}, mindestens {SAME_MODEL_COSINE} ist verlangt</translation>
    </message>
    <message>
        <source>mean cosine {cosine}, {same_top_10} of the ten nearest, {same_bits} bits</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>mittlerer Kosinus {cosine}, {same_top_10} der zehn nächsten, {same_bits} der Bits</translation>
    </message>
    <message>
        <source>{count} codes do not follow from {output}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{count} Codes folgen nicht aus {output}</translation>
    </message>
    <message>
        <source>follows from {output}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>folgt aus {output}</translation>
    </message>
    <message>
        <source>the output {name}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>die Ausgabe {name}</translation>
    </message>
    <message>
        <source>cosine {cosine}, {same_top_10} of the ten nearest</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Kosinus {cosine}, {same_top_10} der zehn nächsten</translation>
    </message>
    <message>
        <source>as it was tuned ({variant})</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>wie abgestimmt ({variant})</translation>
    </message>
    <message>
        <source>compared with the delivered graph: cosine {cosine}, {same_top_10} of the ten nearest</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>verglichen mit dem gelieferten Graphen: Kosinus {cosine}, {same_top_10} der zehn nächsten</translation>
    </message>
    <message>
        <source>as it was tuned</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>wie abgestimmt</translation>
    </message>
    <message>
        <source>what computes</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>womit gerechnet wird</translation>
    </message>
    <message>
        <source>the processor; this onnxruntime has nothing else</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>der Prozessor; dieses onnxruntime hat nichts anderes</translation>
    </message>
    <message>
        <source>Indexing stopped on an error of the program. It is tried again.</source>
        <extracomment>engine: engine/background.py</extracomment>
        <translation>Die Indizierung wurde durch einen Fehler des Programms abgebrochen. Sie wird erneut versucht.</translation>
    </message>
    <message>
        <source>The index is damaged. It is built anew.</source>
        <extracomment>engine: engine/background.py</extracomment>
        <translation>Der Index ist beschädigt. Er wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>Indexing was stopped.</source>
        <extracomment>engine: engine/background.py</extracomment>
        <translation>Die Indizierung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The bundle could not be written to {target}: {strerror}.</source>
        <extracomment>engine: engine/diagnostics.py</extracomment>
        <translation>Das Paket konnte nicht in {target} geschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <extracomment>engine: engine/diagnostics.py</extracomment>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>There is no text in this file.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>In dieser Datei ist kein Text.</translation>
    </message>
    <message>
        <source>Its parts are nested too deeply to be read.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Ihre Teile sind zu tief verschachtelt, um gelesen zu werden.</translation>
    </message>
    <message>
        <source>Reading this file takes more memory than one file may use.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Das Lesen dieser Datei braucht mehr Speicher, als einer einzelnen Datei zusteht.</translation>
    </message>
    <message>
        <source>It stays findable by its name.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Über ihren Namen bleibt sie auffindbar.</translation>
    </message>
    <message>
        <source>The reader gave an answer that makes no sense.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Die Leseroutine hat eine Antwort gegeben, die keinen Sinn ergibt.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Das Lesen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The system starts no process to read files with.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Das System startet keinen Prozess, der Dateien liest.</translation>
    </message>
    <message>
        <source>Close other programs; it is tried again.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Schließen Sie andere Programme; es wird erneut versucht.</translation>
    </message>
    <message>
        <source>Reading this file took longer than {limit_s} s.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Das Lesen dieser Datei hat länger als {limit_s}&#xa0;s gedauert.</translation>
    </message>
    <message>
        <source>The reader of this kind of file crashed on it (exit code {exit_code}).</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Die Leseroutine für diese Dateiart ist dabei abgestürzt (Code {exit_code}).</translation>
    </message>
    <message>
        <source>Hidden folders, caches and what `exclude` names are: see the settings in the README.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Versteckte Ordner, Caches und was `exclude` nennt: siehe die Einstellungen in der README.</translation>
    </message>
    <message>
        <source>{root} lies in {known}, where it is left out.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{root} liegt in {known}, wo er ausgelassen wird.</translation>
    </message>
    <message>
        <source>{root} would take the place of {lost}, which is left out in there.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{root} würde an die Stelle von {lost} treten, der darin ausgelassen wird.</translation>
    </message>
    <message>
        <source>Remove that folder first, or take it in by a pattern with `!`. Hidden folders, caches and what `exclude` names are: see the settings in the README.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Entfernen Sie erst diesen Ordner, oder nehmen Sie ihn durch ein Muster mit `!` auf. Versteckte Ordner, Caches und was `exclude` nennt: siehe die Einstellungen in der README.</translation>
    </message>
    <message>
        <source>{root} is not one of the folders that are searched.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{root} ist keiner der Ordner, die durchsucht werden.</translation>
    </message>
    <message>
        <source>These are: {known}.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Dies sind: {known}.</translation>
    </message>
    <message>
        <source>{place} is in none of the folders that are searched.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{place} liegt in keinem der Ordner, die durchsucht werden.</translation>
    </message>
    <message>
        <source>Add its folder first: pplx-desktop folders add PATH</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Fügen Sie erst seinen Ordner hinzu: pplx-desktop folders add PFAD</translation>
    </message>
    <message>
        <source>The name of the folder is empty.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Der Name des Ordners ist leer.</translation>
    </message>
    <message>
        <source>Give its path; `.` is this one.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Geben Sie seinen Pfad an; `.` ist dieser hier.</translation>
    </message>
    <message>
        <source>The model {name} cannot be removed while something is done with it.</source>
        <extracomment>engine: engine/host.py</extracomment>
        <translation>Das Modell {name} kann nicht entfernt werden, während etwas damit geschieht.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it.</source>
        <extracomment>engine: engine/host.py</extracomment>
        <translation>Warten Sie, bis das fertig ist, oder brechen Sie es ab.</translation>
    </message>
    <message>
        <source>The index is of an older version of the program and is brought up to date first, a million passages in about two minutes. Until then nothing can be found.</source>
        <extracomment>engine: engine/index_session.py</extracomment>
        <translation>Der Index stammt von einer älteren Version des Programms und wird erst auf den neuen Stand gebracht, eine Million Textstellen in etwa zwei Minuten. Bis dahin kann nichts gefunden werden.</translation>
    </message>
    <message>
        <source>The index was damaged. It was set aside as {name} and is being built anew.</source>
        <extracomment>engine: engine/index_session.py</extracomment>
        <translation>Der Index war beschädigt. Er wurde als {name} beiseitegelegt und wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>There is no job called {kind}.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>Es gibt keinen Auftrag namens {kind}.</translation>
    </message>
    <message>
        <source>{in_bytes} were here already.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{in_bytes} waren schon hier.</translation>
    </message>
    <message>
        <source>{name} is installed: {in_bytes} downloaded and verified. {in_bytes2} were here already.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} ist installiert: {in_bytes} heruntergeladen und geprüft. {in_bytes2} waren schon hier.</translation>
    </message>
    <message>
        <source>{name} is installed: {in_bytes} downloaded and verified.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} ist installiert: {in_bytes} heruntergeladen und geprüft.</translation>
    </message>
    <message>
        <source>{name} is installed: all its files were on this computer, and are verified.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} ist installiert: Alle Dateien waren auf diesem Computer und sind geprüft.</translation>
    </message>
    <message>
        <source>{name} is imported and verified: {in_bytes}.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} ist importiert und geprüft: {in_bytes}.</translation>
    </message>
    <message>
        <source>{name} runs as {chosen} now, {threads}</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} läuft jetzt als {chosen}, {threads}</translation>
    </message>
    <message>
        <source>{ratio} times as fast as delivered</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{ratio}-mal so schnell wie geliefert</translation>
    </message>
    <message>
        <source>nothing faster is as faithful</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>nichts Schnelleres ist ebenso genau</translation>
    </message>
    <message>
        <source>{name} runs as {chosen} now, {threads}: {ratio} times as fast as delivered.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} läuft jetzt als {chosen}, {threads}: {ratio}-mal so schnell wie geliefert.</translation>
    </message>
    <message>
        <source>{name} runs as {chosen} now, {threads}: nothing faster is as faithful.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} läuft jetzt als {chosen}, {threads}: Nichts Schnelleres ist ebenso genau.</translation>
    </message>
    <message>
        <source>{count} threads</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{count} Threads</translation>
    </message>
    <message>
        <source>{count} thread</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{count} Thread</translation>
    </message>
    <message>
        <source>Checking and loading the model</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>Das Modell wird geprüft und geladen</translation>
    </message>
    <message>
        <source>{name} answers.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} antwortet.</translation>
    </message>
    <message>
        <source>The model is busy with indexing.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Das Modell ist mit der Indizierung beschäftigt.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The model&apos;s files are being replaced by others.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Die Dateien des Modells werden gerade durch andere ersetzt.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The model gave an answer that makes no sense.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Das Modell hat eine Antwort gegeben, die keinen Sinn ergibt.</translation>
    </message>
    <message>
        <source>Start again.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Beginnen Sie noch einmal.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended unexpectedly, twice in a row.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Der Prozess des Modells wurde zweimal hintereinander unerwartet beendet.</translation>
    </message>
    <message>
        <source>Search by words goes on. Close other programs if memory is short, or choose a smaller model.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Die Suche nach Wörtern geht weiter. Schließen Sie andere Programme, wenn der Speicher knapp ist, oder wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>This model is not in use any more: another one was chosen, or the program is ending.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Dieses Modell ist nicht mehr in Gebrauch: Ein anderes wurde gewählt, oder das Programm wird gerade beendet.</translation>
    </message>
    <message>
        <source>It cannot be used. {problem}</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Es kann nicht verwendet werden. {problem}</translation>
    </message>
    <message>
        <source>It is in use from now on. Its vectors are filled in in the background.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Es wird ab jetzt verwendet. Seine Vektoren werden im Hintergrund berechnet.</translation>
    </message>
    <message>
        <source>The model {name} is the one in use, so it cannot be removed.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Das Modell {name} ist in Gebrauch und kann daher nicht entfernt werden.</translation>
    </message>
    <message>
        <source>Choose another one first: `models use NAME`.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Wählen Sie erst ein anderes: `models use NAME`.</translation>
    </message>
    <message>
        <source>The model {name} came with the program and cannot be removed.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Das Modell {name} gehört zum Programm und kann nicht entfernt werden.</translation>
    </message>
    <message>
        <source>The model {name} is not on this computer.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Das Modell {name} ist nicht auf diesem Computer.</translation>
    </message>
    <message>
        <source>Stopped. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Abgebrochen. Was heruntergeladen ist, bleibt: Der nächste Versuch macht dort weiter.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Abgebrochen. Nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Stopped. The model runs as before.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Abgebrochen. Das Modell läuft wie zuvor.</translation>
    </message>
    <message>
        <source>The process that was to {kind} the model ended unexpectedly.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Der Prozess für den Auftrag {kind} mit dem Modell wurde unerwartet beendet.</translation>
    </message>
    <message>
        <source>Close other programs if memory is short, then try again. The model in use was not touched.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Schließen Sie andere Programme, wenn der Speicher knapp ist, und versuchen Sie es erneut. Das Modell in Gebrauch wurde nicht angetastet.</translation>
    </message>
    <message>
        <source>A job with a model gave an answer that makes no sense.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Ein Auftrag mit einem Modell hat eine Antwort gegeben, die keinen Sinn ergibt.</translation>
    </message>
    <message>
        <source>Another job with a model runs: {kind} {target}.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Ein anderer Auftrag mit einem Modell läuft: {kind} {target}.</translation>
    </message>
    <message>
        <source>The job stopped on an error of the program.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Der Auftrag wurde durch einen Fehler des Programms abgebrochen.</translation>
    </message>
    <message>
        <source>The program is ending.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Das Programm wird gerade beendet.</translation>
    </message>
    <message>
        <source>This page cannot be drawn.</source>
        <extracomment>engine: engine/page_child.py</extracomment>
        <translation>Diese Seite kann nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>Another file is looked at by now.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Inzwischen wird eine andere Datei angesehen.</translation>
    </message>
    <message>
        <source>Drawing this page took too long.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Das Zeichnen dieser Seite hat zu lange gedauert.</translation>
    </message>
    <message>
        <source>Drawing this page takes too much memory.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Das Zeichnen dieser Seite braucht zu viel Speicher.</translation>
    </message>
    <message>
        <source>{held} files are gone from {root}, most of what was in it. They are kept in the index until you confirm that they are gone for good.</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>{held} Dateien sind aus {root} verschwunden, das meiste von dem, was darin war. Sie bleiben im Index, bis Sie bestätigen, dass sie endgültig weg sind.</translation>
    </message>
    <message>
        <source>it was exchanged for another while it was looked at</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>er wurde beim Ansehen gegen einen anderen ausgetauscht</translation>
    </message>
    <message>
        <source>an empty folder is in its place</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>ein leerer Ordner ist an seiner Stelle</translation>
    </message>
    <message>
        <source>{root} is another folder than before, maybe on another drive. What was known of it is kept until you confirm that it is gone for good.</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>{root} ist ein anderer Ordner als zuvor, vielleicht auf einem anderen Laufwerk. Was davon bekannt war, bleibt, bis Sie bestätigen, dass es endgültig weg ist.</translation>
    </message>
    <message>
        <source>{folder} could not be read. What was known of it is kept.</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>{folder} konnte nicht gelesen werden. Was davon bekannt war, bleibt.</translation>
    </message>
    <message>
        <source>Nothing has been indexed yet.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Noch ist nichts indiziert.</translation>
    </message>
    <message>
        <source>Add a folder: pplx-desktop index FOLDER</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Fügen Sie einen Ordner hinzu: pplx-desktop index ORDNER</translation>
    </message>
    <message>
        <source>This file waits to be read.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Diese Datei wartet darauf, gelesen zu werden.</translation>
    </message>
    <message>
        <source>Until then it is found by its name.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Bis dahin wird sie über ihren Namen gefunden.</translation>
    </message>
    <message>
        <source>The text of this file is not in the index: {label_of}.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Der Text dieser Datei ist nicht im Index: {label_of}.</translation>
    </message>
    <message>
        <source>The text of {path} is not in the index.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Der Text von {path} ist nicht im Index.</translation>
    </message>
    <message>
        <source>No text was recognised in it.</source>
        <extracomment>engine: engine/text_stage.py</extracomment>
        <translation>Es wurde kein Text darin erkannt.</translation>
    </message>
    <message>
        <source>The program made an error with this file.</source>
        <extracomment>engine: engine/text_stage.py</extracomment>
        <translation>Bei dieser Datei ist dem Programm ein Fehler unterlaufen.</translation>
    </message>
    <message>
        <source>Another pplx-desktop is indexing just now.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Ein anderes pplx-desktop indiziert gerade.</translation>
    </message>
    <message>
        <source>Close its window, or let it finish. Searching works meanwhile.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Schließen Sie sein Fenster, oder lassen Sie es zu Ende arbeiten. Suchen geht inzwischen.</translation>
    </message>
    <message>
        <source>The index folder cannot be written: {strerror}.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Der Ordner des Index kann nicht beschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder that `pplx-desktop status` names.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte des Ordners, den `pplx-desktop status` nennt.</translation>
    </message>
    <message>
        <source>This document is protected by a password.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Dieses Dokument ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>Save a copy without the password to search its text.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Speichern Sie eine Kopie ohne Passwort, um ihren Text zu durchsuchen.</translation>
    </message>
    <message>
        <source>This file is damaged or was not written to its end.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Diese Datei ist beschädigt oder wurde nicht zu Ende geschrieben.</translation>
    </message>
    <message>
        <source>This file unpacks to far more than a document holds.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Diese Datei entpackt sich zu weit mehr, als ein Dokument enthält.</translation>
    </message>
    <message>
        <source>It was left alone for safety.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Sie wurde sicherheitshalber nicht gelesen.</translation>
    </message>
    <message>
        <source>This workbook could not be read.</source>
        <extracomment>engine: extract/cell_places.py</extracomment>
        <translation>Diese Arbeitsmappe konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This document is damaged inside.</source>
        <extracomment>engine: extract/compound.py</extracomment>
        <translation>Dieses Dokument ist in sich beschädigt.</translation>
    </message>
    <message>
        <source>Open it in the program it comes from, and save it again.</source>
        <extracomment>engine: extract/compound.py</extracomment>
        <translation>Öffnen Sie es in dem Programm, aus dem es stammt, und speichern Sie es erneut.</translation>
    </message>
    <message>
        <source>This file is larger than is read of a file in an archive.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Diese Datei ist größer, als von einer Datei in einem Archiv gelesen wird.</translation>
    </message>
    <message>
        <source>This archive is damaged; what lies behind the damage was not read.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Dieses Archiv ist beschädigt; was hinter dem Schaden liegt, wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>This archive is damaged or was not written to its end.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Dieses Archiv ist beschädigt oder wurde nicht zu Ende geschrieben.</translation>
    </message>
    <message>
        <source>Get another copy.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Besorgen Sie eine andere Kopie.</translation>
    </message>
    <message>
        <source>Unpack it yourself to search what is in it.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Entpacken Sie es selbst, um den Inhalt zu durchsuchen.</translation>
    </message>
    <message>
        <source>Files in archives are read when the setting archives is on.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Dateien in Archiven werden gelesen, wenn die Einstellung „Dateien in Archiven und Mails“ (`archives`) an ist.</translation>
    </message>
    <message>
        <source>This packed file is damaged.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Diese gepackte Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>It can still be found by its name.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Sie kann trotzdem über ihren Namen gefunden werden.</translation>
    </message>
    <message>
        <source>sound or video</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Ton oder Video</translation>
    </message>
    <message>
        <source>an archive of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein Archiv einer Art</translation>
    </message>
    <message>
        <source>Unpack it to search what is in it.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Entpacken Sie es, um den Inhalt zu durchsuchen.</translation>
    </message>
    <message>
        <source>a data file</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>eine Datendatei</translation>
    </message>
    <message>
        <source>a picture of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein Bild einer Art</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG to have text in it recognised.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Speichern Sie es als PNG oder JPEG, damit Text darin erkannt wird.</translation>
    </message>
    <message>
        <source>a PostScript program</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein PostScript-Programm</translation>
    </message>
    <message>
        <source>Convert it to PDF to search its text.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Wandeln Sie es in PDF um, um den Text zu durchsuchen.</translation>
    </message>
    <message>
        <source>a DjVu document</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein DjVu-Dokument</translation>
    </message>
    <message>
        <source>a mailbox of Outlook</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein Outlook-Postfach</translation>
    </message>
    <message>
        <source>Export its mails as .msg, .eml or .mbox to search them.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Exportieren Sie die Mails als .msg, .eml oder .mbox, um sie zu durchsuchen.</translation>
    </message>
    <message>
        <source>a WordPerfect document</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein WordPerfect-Dokument</translation>
    </message>
    <message>
        <source>Save it as ODT or DOCX to search its text.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Speichern Sie es als ODT oder DOCX, um den Text zu durchsuchen.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>This is {what} that cannot be read.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Das ist {what}, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>This is {what}, which has no reader.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Das ist {what}, wofür es keine Leseroutine gibt.</translation>
    </message>
    <message>
        <source>an old office document of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein altes Office-Dokument einer Art</translation>
    </message>
    <message>
        <source>an office document of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>ein Office-Dokument einer Art</translation>
    </message>
    <message>
        <source>Text in {pictured_pages} pages or pictures of it was not read.</source>
        <extracomment>engine: extract/document_builder.py</extracomment>
        <translation>Text auf {pictured_pages} Seiten oder Bildern darin wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Text in {pictured_pages} page or picture of it was not read.</source>
        <extracomment>engine: extract/document_builder.py</extracomment>
        <translation>Text auf {pictured_pages} Seite oder Bild darin wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The text of this file is a picture.</source>
        <extracomment>engine: extract/document_builder.py</extracomment>
        <translation>Der Text dieser Datei ist ein Bild.</translation>
    </message>
    <message>
        <source>A document inside this one could not be read: {name} ({code}).</source>
        <extracomment>engine: extract/docx.py</extracomment>
        <translation>Ein Dokument in diesem konnte nicht gelesen werden: {name} ({code}).</translation>
    </message>
    <message>
        <source>A part of this document is damaged: {kind}.</source>
        <extracomment>engine: extract/docx.py</extracomment>
        <translation>Ein Teil dieses Dokuments ist beschädigt: {kind}.</translation>
    </message>
    <message>
        <source>This file is too large to be drawn.</source>
        <extracomment>engine: extract/drawn_file.py</extracomment>
        <translation>Diese Datei ist zu groß, um gezeichnet zu werden.</translation>
    </message>
    <message>
        <source>There is no page to draw.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Es gibt keine Seite zu zeichnen.</translation>
    </message>
    <message>
        <source>This is a binary file of a type that cannot be read.</source>
        <extracomment>engine: extract/encoding.py</extracomment>
        <translation>Das ist eine Binärdatei einer Art, die nicht gelesen werden kann.</translation>
    </message>
    <message>
        <source>A chapter of this book is damaged: {basename}.</source>
        <extracomment>engine: extract/epub.py</extracomment>
        <translation>Ein Kapitel dieses Buches ist beschädigt: {basename}.</translation>
    </message>
    <message>
        <source>This book is protected against copying.</source>
        <extracomment>engine: extract/epub.py</extracomment>
        <translation>Dieses Buch ist kopiergeschützt.</translation>
    </message>
    <message>
        <source>Its text cannot be read.</source>
        <extracomment>engine: extract/epub.py</extracomment>
        <translation>Sein Text kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This workbook is damaged; what stands before the damage was read.</source>
        <extracomment>engine: extract/gnumeric.py</extracomment>
        <translation>Diese Arbeitsmappe ist beschädigt; was vor dem Schaden steht, wurde gelesen.</translation>
    </message>
    <message>
        <source>Only the first {MAX_MAIL_BYTES} MB of this mail were read.</source>
        <extracomment>engine: extract/mail.py</extracomment>
        <translation>Nur die ersten {MAX_MAIL_BYTES}&#xa0;MB dieser Mail wurden gelesen.</translation>
    </message>
    <message>
        <source>Only the first {MAX_PARTS} parts of a mail were read.</source>
        <extracomment>engine: extract/mail.py</extracomment>
        <translation>Nur die ersten {MAX_PARTS} Teile einer Mail wurden gelesen.</translation>
    </message>
    <message>
        <source>Text recognition does not start.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Die Texterkennung startet nicht.</translation>
    </message>
    <message>
        <source>Install Tesseract&apos;s language data again.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Installieren Sie die Sprachdaten von Tesseract neu.</translation>
    </message>
    <message>
        <source>Recognising its text took too long; not all of it was read.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Die Texterkennung hat zu lange gedauert; nicht alles wurde gelesen.</translation>
    </message>
    <message>
        <source>No text was recognised in this picture.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>In diesem Bild wurde kein Text erkannt.</translation>
    </message>
    <message>
        <source>This picture is too large to look for text in it.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Dieses Bild ist zu groß, um darin nach Text zu suchen.</translation>
    </message>
    <message>
        <source>This picture is damaged.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Dieses Bild ist beschädigt.</translation>
    </message>
    <message>
        <source>A part of this document is damaged; what stands before the damage was read.</source>
        <extracomment>engine: extract/odf.py</extracomment>
        <translation>Ein Teil dieses Dokuments ist beschädigt; was vor dem Schaden steht, wurde gelesen.</translation>
    </message>
    <message>
        <source>This file is nested too deeply.</source>
        <extracomment>engine: extract/odf_events.py</extracomment>
        <translation>Diese Datei ist zu tief verschachtelt.</translation>
    </message>
    <message>
        <source>It was left alone.</source>
        <extracomment>engine: extract/odf_events.py</extracomment>
        <translation>Sie wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>Only the first {MAX_TEXT_BYTES} MB of this file were read.</source>
        <extracomment>engine: extract/office_xml.py</extracomment>
        <translation>Nur die ersten {MAX_TEXT_BYTES}&#xa0;MB dieser Datei wurden gelesen.</translation>
    </message>
    <message>
        <source>This document has no text part.</source>
        <extracomment>engine: extract/package.py</extracomment>
        <translation>Dieses Dokument hat keinen Textteil.</translation>
    </message>
    <message>
        <source>Open it in the program it comes from.</source>
        <extracomment>engine: extract/package.py</extracomment>
        <translation>Öffnen Sie es in dem Programm, aus dem es stammt.</translation>
    </message>
    <message>
        <source>This file has no such page any more.</source>
        <extracomment>engine: extract/page_drawing.py</extracomment>
        <translation>Diese Datei hat eine solche Seite nicht mehr.</translation>
    </message>
    <message>
        <source>This PDF is damaged or was cut off; only the pages that could be found were read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Dieses PDF ist beschädigt oder abgeschnitten; nur die auffindbaren Seiten wurden gelesen.</translation>
    </message>
    <message>
        <source>Some pages could not be read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Einige Seiten konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>No page of this PDF can be read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Keine Seite dieses PDFs kann gelesen werden.</translation>
    </message>
    <message>
        <source>Open it in a PDF viewer, or get another copy.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Öffnen Sie es in einem PDF-Betrachter, oder besorgen Sie eine andere Kopie.</translation>
    </message>
    <message>
        <source>Only the first {MAX_PAGES} pages were read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Nur die ersten {MAX_PAGES} Seiten wurden gelesen.</translation>
    </message>
    <message>
        <source>Some fonts of this PDF do not say which characters they show; its text may be garbled.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Einige Schriften dieses PDFs sagen nicht, welche Zeichen sie zeigen; sein Text kann verstümmelt sein.</translation>
    </message>
    <message>
        <source>A file attached to this PDF could not be read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Eine an dieses PDF angehängte Datei konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This PDF is protected by a password.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Dieses PDF ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>This PDF is damaged.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Dieses PDF ist beschädigt.</translation>
    </message>
    <message>
        <source>Nothing is installed that draws pictures.</source>
        <extracomment>engine: extract/picture_drawing.py</extracomment>
        <translation>Es ist nichts installiert, das Bilder zeichnet.</translation>
    </message>
    <message>
        <source>This picture is too small to show anything.</source>
        <extracomment>engine: extract/picture_drawing.py</extracomment>
        <translation>Dieses Bild ist zu klein, um etwas zu zeigen.</translation>
    </message>
    <message>
        <source>This presentation is protected by a password.</source>
        <extracomment>engine: extract/ppt.py</extracomment>
        <translation>Diese Präsentation ist durch ein Passwort geschützt.</translation>
    </message>
    <message>
        <source>Some slides could not be read.</source>
        <extracomment>engine: extract/ppt.py</extracomment>
        <translation>Einige Folien konnten nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Slide {number} is damaged.</source>
        <extracomment>engine: extract/pptx.py</extracomment>
        <translation>Folie {number} ist beschädigt.</translation>
    </message>
    <message>
        <source>Files more than {MAX_DEPTH} deep inside each other were not read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Dateien, die mehr als {MAX_DEPTH} Ebenen tief ineinander stecken, wurden nicht gelesen.</translation>
    </message>
    <message>
        <source>Only the first {MAX_MEMBERS} files in it were read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Nur die ersten {MAX_MEMBERS} Dateien darin wurden gelesen.</translation>
    </message>
    <message>
        <source>Only the first {MAX_BYTES} MB of the files in it were read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Nur die ersten {MAX_BYTES}&#xa0;MB der Dateien darin wurden gelesen.</translation>
    </message>
    <message>
        <source>Only the first {MAX_CHARACTERS} million characters in it were read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Nur die ersten {MAX_CHARACTERS} Millionen Zeichen darin wurden gelesen.</translation>
    </message>
    <message>
        <source>Not all files in it were read, as it took too long.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Nicht alle Dateien darin wurden gelesen, da es zu lange gedauert hat.</translation>
    </message>
    <message>
        <source>Files in it could not be read ({code}): {shown} and {group} more.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Dateien darin konnten nicht gelesen werden ({code}): {shown} und {group} weitere.</translation>
    </message>
    <message>
        <source>Files in it could not be read ({code}): {shown}.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Dateien darin konnten nicht gelesen werden ({code}): {shown}.</translation>
    </message>
    <message>
        <source>Of {names} files without text in it only the first {MAX_LISTED} are named.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Von {names} Dateien ohne Text darin sind nur die ersten {MAX_LISTED} genannt.</translation>
    </message>
    <message>
        <source>Reading this file takes more memory than it may.</source>
        <extracomment>engine: extract/registry.py</extracomment>
        <translation>Das Lesen dieser Datei braucht mehr Speicher, als ihr zusteht.</translation>
    </message>
    <message>
        <source>This file could not be read.</source>
        <extracomment>engine: extract/registry.py</extracomment>
        <translation>Diese Datei konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>This is no Rich Text document, though it is named so.</source>
        <extracomment>engine: extract/rtf.py</extracomment>
        <translation>Das ist kein Rich-Text-Dokument, obwohl es so heißt.</translation>
    </message>
    <message>
        <source>Only the first {MAX_BYTES} MB of this file were read.</source>
        <extracomment>engine: extract/rtf.py</extracomment>
        <translation>Nur die ersten {MAX_BYTES}&#xa0;MB dieser Datei wurden gelesen.</translation>
    </message>
    <message>
        <source>Only a part of a very large sheet was read.</source>
        <extracomment>engine: extract/sheet_rows.py</extracomment>
        <translation>Von einem sehr großen Tabellenblatt wurde nur ein Teil gelesen.</translation>
    </message>
    <message>
        <source>Only the first {max_bytes} MB of this file were read.</source>
        <extracomment>engine: extract/text.py</extracomment>
        <translation>Nur die ersten {max_bytes}&#xa0;MB dieser Datei wurden gelesen.</translation>
    </message>
    <message>
        <source>A sheet of this workbook is damaged: {name}.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Ein Blatt dieser Arbeitsmappe ist beschädigt: {name}.</translation>
    </message>
    <message>
        <source>The cells of this workbook lie too far apart to be read.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Die Zellen dieser Arbeitsmappe liegen zu weit auseinander, um gelesen zu werden.</translation>
    </message>
    <message>
        <source>Delete what stands far below or to the right of its tables, or save it as XLSX.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Löschen Sie, was weit unter oder rechts von den Tabellen steht, oder speichern Sie die Arbeitsmappe als XLSX.</translation>
    </message>
    <message>
        <source>This workbook is damaged.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Diese Arbeitsmappe ist beschädigt.</translation>
    </message>
    <message>
        <source>A part of this workbook is damaged: sheet {name}.</source>
        <extracomment>engine: extract/xlsb.py</extracomment>
        <translation>Ein Teil dieser Arbeitsmappe ist beschädigt: Blatt {name}.</translation>
    </message>
    <message>
        <source>A part of this workbook is damaged: {relation}.</source>
        <extracomment>engine: extract/xlsb.py</extracomment>
        <translation>Ein Teil dieser Arbeitsmappe ist beschädigt: {relation}.</translation>
    </message>
    <message>
        <source>A part of this workbook is damaged: {what}.</source>
        <extracomment>engine: extract/xlsx.py</extracomment>
        <translation>Ein Teil dieser Arbeitsmappe ist beschädigt: {what}.</translation>
    </message>
    <message>
        <source>The file is kept online only.</source>
        <extracomment>engine: files/reading.py</extracomment>
        <translation>Die Datei liegt nur online.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <extracomment>engine: files/reading.py</extracomment>
        <translation>Die Datei hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <source>It will be read again.</source>
        <extracomment>engine: files/reading.py</extracomment>
        <translation>Sie wird erneut gelesen.</translation>
    </message>
    <message>
        <source>The name of {shown} is no valid text.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Der Name von {shown} ist kein gültiger Text.</translation>
    </message>
    <message>
        <source>Add the folder above it; files and folders in it may have any name.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Fügen Sie den Ordner darüber hinzu; Dateien und Ordner darin dürfen jeden Namen haben.</translation>
    </message>
    <message>
        <source>There is no folder {shown}.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Es gibt keinen Ordner {shown}.</translation>
    </message>
    <message>
        <source>Check the spelling.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>{shown} is a file.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>{shown} ist eine Datei.</translation>
    </message>
    <message>
        <source>Add the folder that it is in.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Fügen Sie den Ordner hinzu, in dem sie liegt.</translation>
    </message>
    <message>
        <source>The folder {shown} cannot be read: {strerror}.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Der Ordner {shown} kann nicht gelesen werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check its permissions. What is known of it is kept.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte. Was davon bekannt ist, bleibt.</translation>
    </message>
    <message>
        <source>The folder {root} is not there.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Der Ordner {root} ist nicht da.</translation>
    </message>
    <message>
        <source>Connect the drive it is on, or remove the folder from the list. What is known of it is kept.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Schließen Sie das Laufwerk an, auf dem er liegt, oder entfernen Sie den Ordner aus der Liste. Was davon bekannt ist, bleibt.</translation>
    </message>
    <message>
        <source>{shown} cannot be read: {reason}.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>{shown} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte.</translation>
    </message>
    <message>
        <source>The system&apos;s limit of watched folders is reached, so some changes are seen only at the next regular look. To raise it: sudo sysctl fs.inotify.max_user_watches=1048576</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>Die Grenze des Systems für überwachte Ordner ist erreicht, daher werden manche Änderungen erst beim nächsten regelmäßigen Durchgang gesehen. Um sie zu erhöhen: sudo sysctl fs.inotify.max_user_watches=1048576</translation>
    </message>
    <message>
        <source>So much changed at once that the system lost track; the folders are looked through again.</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>So viel hat sich auf einmal geändert, dass das System den Überblick verloren hat; die Ordner werden noch einmal durchgesehen.</translation>
    </message>
    <message>
        <source>Watching for changes had stopped; it was started again, and the folders are looked through.</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>Die Überwachung von Änderungen war stehen geblieben; sie wurde neu gestartet, und die Ordner werden noch einmal durchgesehen.</translation>
    </message>
    <message>
        <source>Changes in {root} cannot be watched: {strerror}.</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>Änderungen in {root} können nicht überwacht werden: {strerror}.</translation>
    </message>
    <message>
        <source>The start with the session could not be set up.</source>
        <extracomment>engine: gui/autostart.py</extracomment>
        <translation>Der Start beim Anmelden konnte nicht eingerichtet werden.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder that the system keeps such entries in.</source>
        <extracomment>engine: gui/autostart.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte des Ordners, in dem das System solche Einträge hält.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <extracomment>engine: gui/bridge.py</extracomment>
        <translation>Im Programm ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the program&apos;s log says where.</source>
        <extracomment>engine: gui/bridge.py</extracomment>
        <translation>Versuchen Sie es erneut. Wenn es wieder geschieht, sagt das Protokoll des Programms, wo.</translation>
    </message>
    <message>
        <source>{text} is no combination of keys for this.</source>
        <extracomment>engine: gui/hotkey/keys.py</extracomment>
        <translation>{text} ist dafür keine Tastenkombination.</translation>
    </message>
    <message>
        <source>Take one key with Ctrl, Alt or Meta, such as Ctrl+Alt+Space, or a function key.</source>
        <extracomment>engine: gui/hotkey/keys.py</extracomment>
        <translation>Nehmen Sie eine Taste mit Ctrl, Alt oder Meta, etwa Ctrl+Alt+Space, oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>The desktop did not give the keys.</source>
        <extracomment>engine: gui/hotkey/portal.py</extracomment>
        <translation>Der Desktop hat die Tasten nicht freigegeben.</translation>
    </message>
    <message>
        <source>Another program has {text} already.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>{text} ist schon von einem anderen Programm belegt.</translation>
    </message>
    <message>
        <source>Choose other keys in the settings.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>Wählen Sie andere Tasten in den Einstellungen.</translation>
    </message>
    <message>
        <source>This desktop lets no program take keys.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>Auf diesem Desktop kann kein Programm Tasten belegen.</translation>
    </message>
    <message>
        <source>Bind the command pplx-desktop --toggle to keys in the settings of your desktop.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>Legen Sie in den Einstellungen Ihres Desktops den Befehl pplx-desktop --toggle auf Tasten.</translation>
    </message>
    <message>
        <source>Another window of the program is open and does not answer.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Ein anderes Fenster des Programms ist offen und antwortet nicht.</translation>
    </message>
    <message>
        <source>Wait a moment, or end it, and start again.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Warten Sie einen Moment, oder beenden Sie es, und starten Sie erneut.</translation>
    </message>
    <message>
        <source>The window could not make its local socket.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Das Fenster konnte seinen lokalen Socket nicht anlegen.</translation>
    </message>
    <message>
        <source>Check free space and permissions of the program&apos;s data folder.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Prüfen Sie freien Platz und Zugriffsrechte des Datenordners des Programms.</translation>
    </message>
    <message>
        <source>The program cannot write to its folder {folder}: {why}.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Das Programm kann nicht in seinen Ordner {folder} schreiben: {why}.</translation>
    </message>
    <message>
        <source>Check its permissions and free space, or let {HOME_VARIABLE} name another place.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Prüfen Sie Zugriffsrechte und freien Platz, oder geben Sie mit {HOME_VARIABLE} einen anderen Ort an.</translation>
    </message>
    <message>
        <source>No program opened this file.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Kein Programm hat diese Datei geöffnet.</translation>
    </message>
    <message>
        <source>Show it in its folder, and choose a program there.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Zeigen Sie sie in ihrem Ordner, und wählen Sie dort ein Programm.</translation>
    </message>
    <message>
        <source>Opening this file would start it, so it is shown in its folder.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Beim Öffnen würde diese Datei gestartet, daher wird sie in ihrem Ordner gezeigt.</translation>
    </message>
    <message>
        <source>Its text is in the preview.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Ihr Text steht in der Vorschau.</translation>
    </message>
    <message>
        <source>No file manager showed the folder.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Kein Dateimanager hat den Ordner gezeigt.</translation>
    </message>
    <message>
        <source>The file&apos;s place is in the preview, above its text.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Der Ort der Datei steht in der Vorschau, über ihrem Text.</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It was moved or deleted, or its drive is not connected.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Sie wurde verschoben oder gelöscht, oder ihr Laufwerk ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>The index is in use by another process.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Der Index wird von einem anderen Prozess benutzt.</translation>
    </message>
    <message>
        <source>There is no space left for the index in {parent}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>In {parent} ist kein Platz mehr für den Index.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>There is not enough memory for the index.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Für den Index ist nicht genug Speicher da.</translation>
    </message>
    <message>
        <source>Close other programs, or try again in a moment.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Schließen Sie andere Programme, oder versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The index {path} cannot be opened or written.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Der Index {path} kann nicht geöffnet oder beschrieben werden.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions, its drive and its free space.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte des Ordners, sein Laufwerk und den freien Platz.</translation>
    </message>
    <message>
        <source>The index {path} cannot be written: {strerror}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Der Index {path} kann nicht beschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>The index {path} is damaged.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Der Index {path} ist beschädigt.</translation>
    </message>
    <message>
        <source>Set it aside and index again: your folders and settings are kept elsewhere and are not lost.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Legen Sie ihn beiseite, und indizieren Sie neu: Ihre Ordner und Einstellungen liegen anderswo und gehen nicht verloren.</translation>
    </message>
    <message>
        <source>There is no index at {path} yet.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>In {path} gibt es noch keinen Index.</translation>
    </message>
    <message>
        <source>Add a folder to search first.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Fügen Sie erst einen Ordner zum Durchsuchen hinzu.</translation>
    </message>
    <message>
        <source>apsw came with SQLite {sqlite_lib_version}, which may damage the index.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>apsw enthält SQLite {sqlite_lib_version}, das den Index beschädigen kann.</translation>
    </message>
    <message>
        <source>Install apsw 3.51.3 or newer from a wheel.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Installieren Sie apsw 3.51.3 oder neuer aus einem Wheel.</translation>
    </message>
    <message>
        <source>The folder {parent} for the index cannot be written: {strerror}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Der Ordner {parent} für den Index kann nicht beschrieben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and its drive.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Prüfen Sie die Zugriffsrechte des Ordners und sein Laufwerk.</translation>
    </message>
    <message>
        <source>The damaged index {path} cannot be moved: {strerror}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Der beschädigte Index {path} kann nicht verschoben werden: {strerror}.</translation>
    </message>
    <message>
        <source>Move or delete it by hand, then start again.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Verschieben oder löschen Sie ihn von Hand, und starten Sie erneut.</translation>
    </message>
    <message>
        <source>The index was made by an older version of the program.</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>Der Index stammt von einer älteren Version des Programms.</translation>
    </message>
    <message>
        <source>The window brings it up to date by itself, and so does: pplx-desktop index</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>Das Fenster bringt ihn von selbst auf den neuen Stand, ebenso der Befehl pplx-desktop index</translation>
    </message>
    <message>
        <source>The index was made by a newer version of the program.</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>Der Index stammt von einer neueren Version des Programms.</translation>
    </message>
    <message>
        <source>Use that version, or choose another folder with PPLX_DESKTOP_HOME. Nothing was changed.</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>Verwenden Sie die neuere Version, oder wählen Sie mit PPLX_DESKTOP_HOME einen anderen Ordner. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Nothing was indexed by meaning yet: only words and names were searched.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Noch ist nichts nach Bedeutung indiziert: Nur Wörter und Namen wurden durchsucht.</translation>
    </message>
    <message>
        <source>Nothing was indexed by meaning yet, so nothing was searched. Let indexing go on, or search by words meanwhile.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Noch ist nichts nach Bedeutung indiziert, daher wurde nichts durchsucht. Lassen Sie die Indizierung weiterlaufen, oder suchen Sie inzwischen nach Wörtern.</translation>
    </message>
    <message>
        <source>Some files were searched by words and names only.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Einige Dateien wurden nur nach Wörtern und Namen durchsucht.</translation>
    </message>
    <message>
        <source>{title} Only words and names were searched.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>{title} Nur Wörter und Namen wurden durchsucht.</translation>
    </message>
    <message>
        <source>{title} Some files were searched by words and names only.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>{title} Einige Dateien wurden nur nach Wörtern und Namen durchsucht.</translation>
    </message>
    <message>
        <source>There is no model to search by meaning with.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Es gibt kein Modell, mit dem nach Bedeutung gesucht werden kann.</translation>
    </message>
    <message>
        <source>holds “{phrase}”</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>enthält „{phrase}“</translation>
    </message>
    <message>
        <source>does not hold “{words}”</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>enthält „{words}“ nicht</translation>
    </message>
    <message>
        <source>is of type {either}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>ist vom Typ {either}</translation>
    </message>
    <message>
        <source>is in {either}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>liegt in {either}</translation>
    </message>
    <message>
        <source>was changed on {isoformat} or later</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>wurde am {isoformat} oder später geändert</translation>
    </message>
    <message>
        <source>was changed before {isoformat}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>wurde vor dem {isoformat} geändert</translation>
    </message>
    <message>
        <source>{others} or {last}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>{others} oder {last}</translation>
    </message>
    <message>
        <source>The text of this file is not in the index.</source>
        <extracomment>engine: search/like.py</extracomment>
        <translation>Der Text dieser Datei ist nicht im Index.</translation>
    </message>
    <message>
        <source>This was not indexed by meaning yet.</source>
        <extracomment>engine: search/like.py</extracomment>
        <translation>Dies ist noch nicht nach Bedeutung indiziert.</translation>
    </message>
    <message>
        <source>Let indexing go on, and try again then.</source>
        <extracomment>engine: search/like.py</extracomment>
        <translation>Lassen Sie die Indizierung weiterlaufen, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>“{prefix}:{value}” is no date like 2024-01-31, 2024-01 or 2024; read as words.</source>
        <extracomment>engine: search/query.py</extracomment>
        <translation>„{prefix}:{value}“ ist kein Datum wie 2024-01-31, 2024-01 oder 2024; als Wörter gelesen.</translation>
    </message>
    <message>
        <source>So long a text is searched for by its most telling words.</source>
        <extracomment>engine: search/query.py</extracomment>
        <translation>Ein so langer Text wird nach seinen aussagekräftigsten Wörtern gesucht.</translation>
    </message>
    <message>
        <source>Without files that hold {words}.</source>
        <extracomment>engine: search/query.py</extracomment>
        <translation>Ohne Dateien, die {words} enthalten.</translation>
    </message>
    <message>
        <source>Nothing holds {listed}; searched for {listed2} as well.</source>
        <extracomment>engine: search/spelling.py</extracomment>
        <translation>Nichts enthält {listed}; es wurde auch nach {listed2} gesucht.</translation>
    </message>
    <message>
        <source>Starter model: small, fast, comes with the program.</source>
        <extracomment>engine: models/all-minilm-l6-v2.toml</extracomment>
        <translation>Startmodell: klein, schnell, gehört zum Programm.</translation>
    </message>
    <message>
        <source>English</source>
        <extracomment>engine: models/all-minilm-l6-v2.toml</extracomment>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Reads each passage in the context of its document. Many times slower than the starter model.</source>
        <extracomment>engine: models/pplx-embed-context-v1-0.6b.toml</extracomment>
        <translation>Liest jede Textstelle im Zusammenhang ihres Dokuments. Um ein Vielfaches langsamer als das Startmodell.</translation>
    </message>
    <message>
        <source>Reads each passage in the context of its document. Some seven times slower than the 0.6b, for machines with much memory.</source>
        <extracomment>engine: models/pplx-embed-context-v1-4b.toml</extracomment>
        <translation>Liest jede Textstelle im Zusammenhang ihres Dokuments. Etwa siebenmal langsamer als das 0.6b, für Computer mit viel Speicher.</translation>
    </message>
    <message>
        <source>Reads each passage by itself, with its title. Many times slower than the starter model.</source>
        <extracomment>engine: models/pplx-embed-v1-0.6b.toml</extracomment>
        <translation>Liest jede Textstelle für sich, mit ihrem Titel. Um ein Vielfaches langsamer als das Startmodell.</translation>
    </message>
    <message>
        <source>Reads each passage by itself, with its title. Some seven times slower than the 0.6b, for machines with much memory.</source>
        <extracomment>engine: models/pplx-embed-v1-4b.toml</extracomment>
        <translation>Liest jede Textstelle für sich, mit ihrem Titel. Etwa siebenmal langsamer als das 0.6b, für Computer mit viel Speicher.</translation>
    </message>
</context>
</TS>
