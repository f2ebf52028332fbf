<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>pplx-desktop</name>
    <message>
        <source>About pplx-desktop</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>À propos de pplx-desktop</translation>
    </message>
    <message>
        <source>Libraries</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Bibliothèques</translation>
    </message>
    <message>
        <source>Licence</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Licence</translation>
    </message>
    <message>
        <source>Reading the licences…</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Lecture des licences…</translation>
    </message>
    <message>
        <source>Version {version}  ·  Qt {qt}</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Version {version}  ·  Qt {qt}</translation>
    </message>
    <message>
        <source>Search your own files by meaning, on your own computer.</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Cherchez dans vos fichiers par le sens, sur votre propre ordinateur.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: no account, no telemetry. The network is used only when you download a model.</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Rien ne quitte cet ordinateur&#xa0;: ni compte, ni télémétrie. Le réseau ne sert que lorsque vous téléchargez un modèle.</translation>
    </message>
    <message>
        <source>MIT licence. It is built on the work of others:</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Licence MIT. Ce programme s’appuie sur le travail d’autres&#xa0;:</translation>
    </message>
    <message>
        <source>{name} came without the text of its licence ({licence}).</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>{name} est fourni sans le texte de sa licence ({licence}).</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>about_dialog.py</extracomment>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Like the system</source>
        <extracomment>actions.py</extracomment>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>actions.py</extracomment>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>actions.py</extracomment>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>actions.py</extracomment>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Complete the query</source>
        <extracomment>actions.py</extracomment>
        <translation>Compléter la requête</translation>
    </message>
    <message>
        <source>Earlier searches</source>
        <extracomment>actions.py</extracomment>
        <translation>Recherches précédentes</translation>
    </message>
    <message>
        <source>What can be searched for</source>
        <extracomment>actions.py</extracomment>
        <translation>Ce qu’on peut chercher</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <extracomment>actions.py</extracomment>
        <translation>Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Folders and index…</source>
        <extracomment>actions.py</extracomment>
        <translation>Dossiers et index…</translation>
    </message>
    <message>
        <source>Models…</source>
        <extracomment>actions.py</extracomment>
        <translation>Modèles…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <extracomment>actions.py</extracomment>
        <translation>Paramètres…</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <extracomment>actions.py</extracomment>
        <translation>Suspendre l’indexation</translation>
    </message>
    <message>
        <source>Go on anyway</source>
        <extracomment>actions.py</extracomment>
        <translation>Continuer quand même</translation>
    </message>
    <message>
        <source>Diagnostic bundle…</source>
        <extracomment>actions.py</extracomment>
        <translation>Archive de diagnostic…</translation>
    </message>
    <message>
        <source>Next passage</source>
        <extracomment>actions.py</extracomment>
        <translation>Passage suivant</translation>
    </message>
    <message>
        <source>Previous passage</source>
        <extracomment>actions.py</extracomment>
        <translation>Passage précédent</translation>
    </message>
    <message>
        <source>Copy passage</source>
        <extracomment>actions.py</extracomment>
        <translation>Copier le passage</translation>
    </message>
    <message>
        <source>More like this</source>
        <extracomment>actions.py</extracomment>
        <translation>Résultats similaires</translation>
    </message>
    <message>
        <source>Why this hit?</source>
        <extracomment>actions.py</extracomment>
        <translation>Pourquoi ce résultat&#x202f;?</translation>
    </message>
    <message>
        <source>Keyboard…</source>
        <extracomment>actions.py</extracomment>
        <translation>Clavier…</translation>
    </message>
    <message>
        <source>Show the window</source>
        <extracomment>actions.py</extracomment>
        <translation>Afficher la fenêtre</translation>
    </message>
    <message>
        <source>Quit</source>
        <extracomment>actions.py</extracomment>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Theme</source>
        <extracomment>actions.py</extracomment>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Menu</source>
        <extracomment>actions.py</extracomment>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <extracomment>actions.py</extracomment>
        <translation>Menu (F10)</translation>
    </message>
    <message>
        <source>Go on with indexing</source>
        <extracomment>actions.py</extracomment>
        <translation>Reprendre l’indexation</translation>
    </message>
    <message>
        <source>{name}: {choice}</source>
        <extracomment>choice.py</extracomment>
        <translation>{name}&#xa0;: {choice}</translation>
    </message>
    <message>
        <source>Nothing here matches well. The closest there is:</source>
        <extracomment>closest_line.py</extracomment>
        <translation>Rien ne correspond bien ici. Ce qui s’en approche le plus&#xa0;:</translation>
    </message>
    <message>
        <source>Nothing here matches well. Below is the closest there is.</source>
        <extracomment>closest_line.py</extracomment>
        <translation>Rien ne correspond bien ici. Voici ce qui s’en approche le plus.</translation>
    </message>
    <message>
        <source>only files of this kind</source>
        <extracomment>completing.py</extracomment>
        <translation>seulement les fichiers de ce type</translation>
    </message>
    <message>
        <source>only files in folders of this name</source>
        <extracomment>completing.py</extracomment>
        <translation>seulement les fichiers des dossiers de ce nom</translation>
    </message>
    <message>
        <source>changed on this day or later</source>
        <extracomment>completing.py</extracomment>
        <translation>modifiés ce jour-là ou après</translation>
    </message>
    <message>
        <source>changed before this day</source>
        <extracomment>completing.py</extracomment>
        <translation>modifiés avant ce jour</translation>
    </message>
    <message>
        <source>exactly these words, in this order</source>
        <extracomment>completing.py</extracomment>
        <translation>exactement ces mots, dans cet ordre</translation>
    </message>
    <message>
        <source>without this word</source>
        <extracomment>completing.py</extracomment>
        <translation>sans ce mot</translation>
    </message>
    <message>
        <source>Narrow the search</source>
        <extracomment>completing.py</extracomment>
        <translation>Affiner la recherche</translation>
    </message>
    <message>
        <source>Earlier searches, kept on this computer only</source>
        <extracomment>completing.py</extracomment>
        <translation>Historique, conservé sur cet ordinateur seulement</translation>
    </message>
    <message>
        <source>Kinds of files</source>
        <extracomment>completing.py</extracomment>
        <translation>Types de fichiers</translation>
    </message>
    <message>
        <source>Folders</source>
        <extracomment>completing.py</extracomment>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Changed on this day or later</source>
        <extracomment>completing.py</extracomment>
        <translation>Modifié ce jour-là ou après</translation>
    </message>
    <message>
        <source>Changed before this day</source>
        <extracomment>completing.py</extracomment>
        <translation>Modifié avant ce jour</translation>
    </message>
    <message>
        <source>today</source>
        <extracomment>completing.py</extracomment>
        <translation>aujourd’hui</translation>
    </message>
    <message>
        <source>a week ago</source>
        <extracomment>completing.py</extracomment>
        <translation>il y a une semaine</translation>
    </message>
    <message>
        <source>the first of this month</source>
        <extracomment>completing.py</extracomment>
        <translation>le premier de ce mois</translation>
    </message>
    <message>
        <source>the first day of this year</source>
        <extracomment>completing.py</extracomment>
        <translation>le premier jour de cette année</translation>
    </message>
    <message>
        <source>the first day of last year</source>
        <extracomment>completing.py</extracomment>
        <translation>le premier jour de l’an dernier</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>completing.py</extracomment>
        <translation>Effacer</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <extracomment>completing.py; one: &quot;%n file&quot;</extracomment>
        <translation>
            <numerusform>%n fichier</numerusform>
            <numerusform>%n fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>Slide {number}</source>
        <extracomment>composing.py</extracomment>
        <translation>Diapositive {number}</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <extracomment>composing.py</extracomment>
        <translation>Page {number}</translation>
    </message>
    <message>
        <source>Output</source>
        <extracomment>composing.py</extracomment>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>Attached: {names}</source>
        <extracomment>composing.py</extracomment>
        <translation>Pièces jointes&#xa0;: {names}</translation>
    </message>
    <message>
        <source>Cell {number}</source>
        <extracomment>composing.py</extracomment>
        <translation>Cellule {number}</translation>
    </message>
    <message>
        <source>Notes</source>
        <extracomment>composing.py</extracomment>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Comments</source>
        <extracomment>composing.py</extracomment>
        <translation>Commentaires</translation>
    </message>
    <message>
        <source>Index now</source>
        <extracomment>entry_view.py</extracomment>
        <translation>Indexer maintenant</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>entry_view.py</extracomment>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Afficher dans le dossier</translation>
    </message>
    <message>
        <source>passage {number} of {count}</source>
        <extracomment>evidence_bar.py</extracomment>
        <translation>passage {number} sur {count}</translation>
    </message>
    <message numerus="yes">
        <source>%n copies</source>
        <extracomment>evidence_bar.py; one: &quot;%n copy&quot;</extracomment>
        <translation>
            <numerusform>%n copie</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
    <message>
        <source>passage {number}</source>
        <extracomment>evidence_menus.py</extracomment>
        <translation>passage {number}</translation>
    </message>
    <message>
        <source>Copy path</source>
        <extracomment>evidence_menus.py</extracomment>
        <translation>Copier le chemin</translation>
    </message>
    <message>
        <source>Best match</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Les plus pertinents</translation>
    </message>
    <message>
        <source>Newest first</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Plus récents d’abord</translation>
    </message>
    <message>
        <source>Any time</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Toute date</translation>
    </message>
    <message>
        <source>Today</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Past week</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>Past month</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>31 derniers jours</translation>
    </message>
    <message>
        <source>Past year</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>12 derniers mois</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Type</translation>
    </message>
    <message>
        <source>Time, folder and order</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Date, dossier et ordre</translation>
    </message>
    <message>
        <source>Type: {name}</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Type&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Filters</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Filtres</translation>
    </message>
    <message>
        <source>All folders</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Tous les dossiers</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Date</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Order</source>
        <extracomment>filter_bar.py</extracomment>
        <translation>Ordre</translation>
    </message>
    <message>
        <source>Find in this file</source>
        <extracomment>find_bar.py</extracomment>
        <translation>Rechercher dans ce fichier</translation>
    </message>
    <message>
        <source>Find the one before</source>
        <extracomment>find_bar.py</extracomment>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>Find the next one</source>
        <extracomment>find_bar.py</extracomment>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>nothing found</source>
        <extracomment>find_bar.py</extracomment>
        <translation>rien trouvé</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <extracomment>find_bar.py</extracomment>
        <translation>{number} sur {count}</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <extracomment>first_run.py</extracomment>
        <translation>Ajouter un dossier</translation>
    </message>
    <message>
        <source>Start at once</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Commencer tout de suite</translation>
    </message>
    <message>
        <source>{model} came with the program and is quick on any laptop. You can change to another one at any time.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>{model} est fourni avec le programme et rapide sur tout ordinateur portable. Vous pourrez en changer à tout moment.</translation>
    </message>
    <message>
        <source>Keys and passwords</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Clés et mots de passe</translation>
    </message>
    <message>
        <source>Caches and temporary files</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Caches et fichiers temporaires</translation>
    </message>
    <message>
        <source>Files over {size} MB</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Fichiers de plus de {size}&#xa0;Mo</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Autre dossier…</translation>
    </message>
    <message>
        <source>Other models, or import one…</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Autres modèles, ou en importer un…</translation>
    </message>
    <message>
        <source>Change…</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Modifier…</translation>
    </message>
    <message>
        <source>Change what is left out</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Modifier ce qui est exclu</translation>
    </message>
    <message>
        <source>Start searching</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Commencer à chercher</translation>
    </message>
    <message>
        <source>Choose at least one folder. Nothing is read before.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Choisissez au moins un dossier. Rien n’est lu avant.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. No account, no telemetry; only a download that you ask for uses the network.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Rien ne quitte cet ordinateur. Ni compte, ni télémétrie&#x202f;; seul un téléchargement que vous demandez utilise le réseau.</translation>
    </message>
    <message>
        <source>Search your own files by meaning</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Cherchez dans vos fichiers par le sens</translation>
    </message>
    <message>
        <source>Ask in your own words and find the passage, even where it says it in others.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Demandez avec vos mots et trouvez le passage, même s’il le dit autrement.</translation>
    </message>
    <message>
        <source>Understand more</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Mieux comprendre</translation>
    </message>
    <message>
        <source>{model} reads each passage in its document&apos;s context. It takes hours to learn many files; the quick model stands in until then.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>{model} lit chaque passage dans son contexte. Apprendre beaucoup de fichiers prend des heures&#xa0;; le modèle rapide assure l’intérim.</translation>
    </message>
    <message>
        <source>Hidden files</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Fichiers cachés</translation>
    </message>
    <message>
        <source>What .gitignore leaves out</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Ce que .gitignore exclut</translation>
    </message>
    <message>
        <source>You can search at once. The download goes on beside it, and the model takes over when it is there.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Vous pouvez chercher tout de suite. Le téléchargement se fait à côté, et le modèle prend le relais dès qu’il est là.</translation>
    </message>
    <message>
        <source>You can search at once: names in seconds, words in minutes, meaning as it is learned.</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Vous pouvez chercher tout de suite&#xa0;: les noms en secondes, les mots en minutes, le sens au fur et à mesure.</translation>
    </message>
    <message>
        <source>Which folders?</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Quels dossiers&#x202f;?</translation>
    </message>
    <message>
        <source>How well?</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Quelle qualité&#x202f;?</translation>
    </message>
    <message>
        <source>What stays out?</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>Que laisser de côté&#x202f;?</translation>
    </message>
    <message>
        <source>Folders that are searched</source>
        <extracomment>folder_list.py</extracomment>
        <translation>Dossiers explorés</translation>
    </message>
    <message>
        <source>ready</source>
        <extracomment>growth_view.py</extracomment>
        <translation>prêt</translation>
    </message>
    <message>
        <source>{title}: {told}</source>
        <extracomment>growth_view.py</extracomment>
        <translation>{title}&#xa0;: {told}</translation>
    </message>
    <message>
        <source>Names</source>
        <extracomment>growth_view.py</extracomment>
        <translation>Noms</translation>
    </message>
    <message>
        <source>Words</source>
        <extracomment>growth_view.py</extracomment>
        <translation>Mots</translation>
    </message>
    <message>
        <source>Meaning</source>
        <extracomment>growth_view.py</extracomment>
        <translation>Sens</translation>
    </message>
    <message>
        <source>Show or hide pplx-desktop</source>
        <extracomment>global_hotkey.py</extracomment>
        <translation>Afficher ou masquer pplx-desktop</translation>
    </message>
    <message>
        <source>searched now</source>
        <extracomment>index_wording.py</extracomment>
        <translation>utilisé maintenant</translation>
    </message>
    <message>
        <source>takes over when it has all</source>
        <extracomment>index_wording.py</extracomment>
        <translation>prend le relais une fois prêt</translation>
    </message>
    <message>
        <source>stands in until then</source>
        <extracomment>index_wording.py</extracomment>
        <translation>le remplace d’ici là</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>index_wording.py</extracomment>
        <translation>en attente</translation>
    </message>
    <message>
        <source>searchable</source>
        <extracomment>index_wording.py</extracomment>
        <translation>trouvable</translation>
    </message>
    <message>
        <source>skipped</source>
        <extracomment>index_wording.py</extracomment>
        <translation>ignoré</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>index_wording.py</extracomment>
        <translation>en échec</translation>
    </message>
    <message>
        <source>left out</source>
        <extracomment>index_wording.py</extracomment>
        <translation>exclu</translation>
    </message>
    <message numerus="yes">
        <source>{done} of %n passages</source>
        <extracomment>index_wording.py; one: &quot;{done} of %n passage&quot;</extracomment>
        <translation>
            <numerusform>{done} sur %n passage</numerusform>
            <numerusform>{done} sur %n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Searchable</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Trouvables</translation>
    </message>
    <message>
        <source>Waiting</source>
        <extracomment>index_wording.py</extracomment>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Skipped</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ignorés</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Échecs</translation>
    </message>
    <message>
        <source>Left out</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Exclus</translation>
    </message>
    <message>
        <source>Indexing waits: {reason}. What is indexed can be searched.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>L’indexation attend&#xa0;: {reason}. Ce qui est indexé peut être trouvé.</translation>
    </message>
    <message numerus="yes">
        <source>all %n passages</source>
        <extracomment>index_wording.py; one: &quot;all %n passage&quot;</extracomment>
        <translation>
            <numerusform>le seul passage</numerusform>
            <numerusform>tous les %n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} searchable</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{done} sur {total} prêts</translation>
    </message>
    <message numerus="yes">
        <source>%n files are gone from {folder}, many at once. They can still be found, as they were, until you confirm that they were deleted, or until they come back.</source>
        <extracomment>index_wording.py; one: &quot;%n file is gone from {folder}. It can still be found, as it was, until you confirm that it was deleted, or until it comes back.&quot;</extracomment>
        <translation>
            <numerusform>%n fichier a disparu de {folder}. On peut encore le trouver tel qu’il était, jusqu’à ce que vous confirmiez sa suppression ou qu’il revienne.</numerusform>
            <numerusform>%n fichiers ont disparu de {folder}, beaucoup à la fois. On peut encore les trouver tels qu’ils étaient, jusqu’à ce que vous confirmiez leur suppression ou qu’ils reviennent.</numerusform>
        </translation>
    </message>
    <message>
        <source>meaning {share}</source>
        <extracomment>index_wording.py</extracomment>
        <translation>sens {share}</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <extracomment>index_wording.py</extracomment>
        <translation>son dossier n’est pas là</translation>
    </message>
    <message>
        <source>not all of it was read</source>
        <extracomment>index_wording.py</extracomment>
        <translation>tout n’a pas été lu</translation>
    </message>
    <message>
        <source>folder</source>
        <extracomment>index_wording.py</extracomment>
        <translation>dossier</translation>
    </message>
    <message>
        <source>Up to date</source>
        <extracomment>index_wording.py</extracomment>
        <translation>À jour</translation>
    </message>
    <message>
        <source>Looking for files</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Recherche de fichiers</translation>
    </message>
    <message>
        <source>Reading files, {done} of {total}</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Lecture des fichiers, {done} sur {total}</translation>
    </message>
    <message numerus="yes">
        <source>Learning meanings, %n passages to go</source>
        <extracomment>index_wording.py; one: &quot;Learning meanings, %n passage to go&quot;</extracomment>
        <translation>
            <numerusform>Apprentissage du sens, encore %n passage</numerusform>
            <numerusform>Apprentissage du sens, encore %n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>index_wording.py</extracomment>
        <translation>En pause</translation>
    </message>
    <message>
        <source>At full pace all the same: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>À pleine vitesse malgré tout&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Meanings are learned slowly: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Le sens est appris lentement&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Meanings wait: {reason}. Words are read all the same.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>L’apprentissage du sens attend&#xa0;: {reason}. Les mots sont lus malgré tout.</translation>
    </message>
    <message>
        <source>no files yet</source>
        <extracomment>index_wording.py</extracomment>
        <translation>pas encore de fichiers</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <extracomment>index_wording.py; one: &quot;%n failed&quot;</extracomment>
        <translation>
            <numerusform>%n échec</numerusform>
            <numerusform>%n échecs</numerusform>
        </translation>
    </message>
    <message>
        <source>not there</source>
        <extracomment>index_wording.py</extracomment>
        <translation>absent</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <extracomment>index_wording.py</extracomment>
        <translation>illisible</translation>
    </message>
    <message>
        <source>looked through at times</source>
        <extracomment>index_wording.py</extracomment>
        <translation>parcouru de temps en temps</translation>
    </message>
    <message>
        <source>{folder} is not there: unplugged, renamed or deleted. What is indexed of it can be found, as it was.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{folder} n’est pas là&#xa0;: débranché, renommé ou supprimé. Ce qui en est indexé peut être trouvé tel qu’il était.</translation>
    </message>
    <message>
        <source>{folder} cannot be read. Check its permissions. What is indexed of it can be found, as it was.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>{folder} ne peut pas être lu. Vérifiez les droits d’accès. Ce qui en est indexé peut être trouvé tel qu’il était.</translation>
    </message>
    <message>
        <source>The system does not tell of changes in {folder}: it can watch no more folders. It is looked through every few minutes instead.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Le système ne signale pas les changements dans {folder}&#xa0;: il ne peut pas surveiller plus de dossiers. Le dossier est donc parcouru à intervalles de quelques minutes.</translation>
    </message>
    <message numerus="yes">
        <source>Take %n files of {folder} out of the index?</source>
        <extracomment>index_wording.py; one: &quot;Take %n file of {folder} out of the index?&quot;</extracomment>
        <translation>
            <numerusform>Retirer %n fichier de {folder} de l’index&#x202f;?</numerusform>
            <numerusform>Retirer %n fichiers de {folder} de l’index&#x202f;?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are not on the disk any more. Their text leaves the index; should they come back, they are read anew.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ils ne sont plus sur le disque. Leur texte quitte l’index&#x202f;; s’ils reviennent, ils seront relus.</translation>
    </message>
    <message>
        <source>Take them out</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Les retirer</translation>
    </message>
    <message>
        <source>Keep them</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Les garder</translation>
    </message>
    <message>
        <source>Search {folder} no more?</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ne plus chercher dans {folder}&#x202f;?</translation>
    </message>
    <message>
        <source>Its text leaves the index; the files themselves stay as they are. To read it again can take hours.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Son texte quitte l’index&#x202f;; les fichiers eux-mêmes restent tels quels. Tout relire peut prendre des heures.</translation>
    </message>
    <message>
        <source>Remove from the index</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Retirer de l’index</translation>
    </message>
    <message>
        <source>Keep it</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Garder</translation>
    </message>
    <message>
        <source>by words</source>
        <extracomment>index_wording.py</extracomment>
        <translation>par les mots</translation>
    </message>
    <message numerus="yes">
        <source>Searchable by words; by meaning {done} of %n passages.</source>
        <extracomment>index_wording.py; one: &quot;Searchable by words; by meaning {done} of %n passage.&quot;</extracomment>
        <translation>
            <numerusform>Trouvable par les mots&#x202f;; par le sens, {done} sur %n passage.</numerusform>
            <numerusform>Trouvable par les mots&#x202f;; par le sens, {done} sur %n passages.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searchable by words and by meaning, %n passages.</source>
        <extracomment>index_wording.py; one: &quot;Searchable by words and by meaning, %n passage.&quot;</extracomment>
        <translation>
            <numerusform>Trouvable par les mots et par le sens, %n passage.</numerusform>
            <numerusform>Trouvable par les mots et par le sens, %n passages.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waits to be read. It can be found by its name.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Attend d’être lu. On peut le trouver par son nom.</translation>
    </message>
    <message>
        <source>Left out, with all that is in it: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Exclu, avec tout son contenu&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Left out: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Exclu&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Its folder or drive cannot be read now: this is how it was last.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Son dossier ou son disque est illisible pour l’instant&#xa0;: voici son dernier état connu.</translation>
    </message>
    <message numerus="yes">
        <source>%n gone</source>
        <extracomment>index_wording.py; one: &quot;%n gone&quot;</extracomment>
        <translation>
            <numerusform>%n disparu</numerusform>
            <numerusform>%n disparus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to read</source>
        <extracomment>index_wording.py; one: &quot;%n to read&quot;</extracomment>
        <translation>
            <numerusform>%n à lire</numerusform>
            <numerusform>%n à lire</numerusform>
        </translation>
    </message>
    <message>
        <source>Skipped: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Ignoré&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Failed: {reason}.</source>
        <extracomment>index_wording.py</extracomment>
        <translation>Échec&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>meanings {share}</source>
        <extracomment>index_wording.py</extracomment>
        <translation>sens {share}</translation>
    </message>
    <message>
        <source>up to date</source>
        <extracomment>index_wording.py</extracomment>
        <translation>à jour</translation>
    </message>
    <message>
        <source>{folder} is searched no more.</source>
        <extracomment>indexing.py</extracomment>
        <translation>{folder} n’est plus exploré.</translation>
    </message>
    <message>
        <source>{path} is read before all others.</source>
        <extracomment>indexing.py</extracomment>
        <translation>{path} est lu avant tous les autres.</translation>
    </message>
    <message>
        <source>What is gone from {folder} leaves the index.</source>
        <extracomment>indexing.py</extracomment>
        <translation>Ce qui a disparu de {folder} quitte l’index.</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>job_view.py</extracomment>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>job_view.py</extracomment>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>job_view.py</extracomment>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <extracomment>job_view.py</extracomment>
        <translation>Fermer ce message</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <extracomment>job_view.py</extracomment>
        <translation>Arrêt en cours…</translation>
    </message>
    <message>
        <source>Move in the results while you type</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Se déplacer dans les résultats en tapant</translation>
    </message>
    <message>
        <source>Open the file, at its page where that is possible</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Ouvrir le fichier, à sa page si possible</translation>
    </message>
    <message>
        <source>Show it in its folder</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>L’afficher dans son dossier</translation>
    </message>
    <message>
        <source>Clear the search, then leave the window</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Effacer la recherche, puis quitter la fenêtre</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Keys</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Touches</translation>
    </message>
    <message>
        <source>{action}: {keys}</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>{action}&#xa0;: {keys}</translation>
    </message>
    <message>
        <source>Show or hide the window, from anywhere</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Afficher ou masquer la fenêtre, de partout</translation>
    </message>
    <message>
        <source>PDF</source>
        <extracomment>kinds.py</extracomment>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Documents</source>
        <extracomment>kinds.py</extracomment>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Mail</source>
        <extracomment>kinds.py</extracomment>
        <translation>Courriels</translation>
    </message>
    <message>
        <source>Code</source>
        <extracomment>kinds.py</extracomment>
        <translation>Code</translation>
    </message>
    <message>
        <source>FILE</source>
        <extracomment>kinds.py</extracomment>
        <translation>FICH</translation>
    </message>
    <message>
        <source>Any reason</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Toute raison</translation>
    </message>
    <message>
        <source>Part of a name or folder</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Partie d’un nom ou d’un dossier</translation>
    </message>
    <message>
        <source>Part of the path</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Partie du chemin</translation>
    </message>
    <message>
        <source>Reason</source>
        <extracomment>ledger_filter.py</extracomment>
        <translation>Raison</translation>
    </message>
    <message>
        <source>File</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>State</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>État</translation>
    </message>
    <message>
        <source>Why</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Changed</source>
        <extracomment>ledger_model.py</extracomment>
        <translation>Modifié</translation>
    </message>
    <message>
        <source>Files</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Back</source>
        <extracomment>like_line.py</extracomment>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Back to the results</source>
        <extracomment>like_line.py</extracomment>
        <translation>Retour aux résultats</translation>
    </message>
    <message>
        <source>Nothing else is like this</source>
        <extracomment>like_line.py</extracomment>
        <translation>Rien d’autre ne ressemble à ceci</translation>
    </message>
    <message>
        <source>{title}, {place}</source>
        <extracomment>like_this.py</extracomment>
        <translation>{title}, {place}</translation>
    </message>
    <message>
        <source>Use</source>
        <extracomment>model_details.py</extracomment>
        <translation>Utiliser</translation>
    </message>
    <message>
        <source>Download…</source>
        <extracomment>model_details.py</extracomment>
        <translation>Télécharger…</translation>
    </message>
    <message>
        <source>Check</source>
        <extracomment>model_details.py</extracomment>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Tune for this computer</source>
        <extracomment>model_details.py</extracomment>
        <translation>Adapter à cet ordinateur</translation>
    </message>
    <message>
        <source>Remove…</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Retirer…</translation>
    </message>
    <message>
        <source>Compare checksums, the graph, and vectors with a reference</source>
        <extracomment>model_details.py</extracomment>
        <translation>Comparer les sommes de contrôle, le graphe et les vecteurs à une référence</translation>
    </message>
    <message>
        <source>Measure on this computer how the model runs fastest; takes some minutes</source>
        <extracomment>model_details.py</extracomment>
        <translation>Mesurer sur cet ordinateur comment le modèle va le plus vite&#x202f;; prend quelques minutes</translation>
    </message>
    <message>
        <source>Download again…</source>
        <extracomment>model_details.py</extracomment>
        <translation>Télécharger à nouveau…</translation>
    </message>
    <message>
        <source>Choose another model first: this one is in use</source>
        <extracomment>model_details.py</extracomment>
        <translation>Choisissez d’abord un autre modèle&#xa0;: celui-ci est utilisé</translation>
    </message>
    <message>
        <source>not installed</source>
        <extracomment>model_row.py</extracomment>
        <translation>non installé</translation>
    </message>
    <message>
        <source>in use</source>
        <extracomment>model_row.py</extracomment>
        <translation>utilisé</translation>
    </message>
    <message>
        <source>The model turns text into numbers that can be compared, on this computer. Only a download that you ask for uses the network.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Le modèle transforme le texte en nombres comparables, sur cet ordinateur. Seul un téléchargement que vous demandez utilise le réseau.</translation>
    </message>
    <message>
        <source>Its vectors are filled in in the background, which can take hours for many files. Search goes on by words meanwhile.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Ses vecteurs sont calculés en arrière-plan, ce qui peut prendre des heures pour de nombreux fichiers. La recherche par les mots continue pendant ce temps.</translation>
    </message>
    <message>
        <source>reads each passage in its document&apos;s context</source>
        <extracomment>model_wording.py</extracomment>
        <translation>lit chaque passage dans le contexte de son document</translation>
    </message>
    <message>
        <source>reads each passage by itself</source>
        <extracomment>model_wording.py</extracomment>
        <translation>lit chaque passage isolément</translation>
    </message>
    <message>
        <source>Downloading {model}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Téléchargement de {model}</translation>
    </message>
    <message>
        <source>Importing {model}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Importation de {model}</translation>
    </message>
    <message>
        <source>Checking {model}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Vérification de {model}</translation>
    </message>
    <message>
        <source>Tuning {model} for this computer</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Adaptation de {model} à cet ordinateur</translation>
    </message>
    <message>
        <source>{model} is downloaded</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} est téléchargé</translation>
    </message>
    <message>
        <source>{model} is imported</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} est importé</translation>
    </message>
    <message>
        <source>{model} was checked</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} a été vérifié</translation>
    </message>
    <message>
        <source>{model} was measured on this computer</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} a été mesuré sur cet ordinateur</translation>
    </message>
    <message>
        <source>{model} was not downloaded</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} n’a pas été téléchargé</translation>
    </message>
    <message>
        <source>{model} was not imported</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} n’a pas été importé</translation>
    </message>
    <message>
        <source>{model} could not be checked</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} n’a pas pu être vérifié</translation>
    </message>
    <message>
        <source>{model} could not be measured</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} n’a pas pu être mesuré</translation>
    </message>
    <message>
        <source>The download of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Le téléchargement de {model} a été arrêté</translation>
    </message>
    <message>
        <source>The import of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>L’importation de {model} a été arrêtée</translation>
    </message>
    <message>
        <source>The check of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>La vérification de {model} a été arrêtée</translation>
    </message>
    <message>
        <source>The tuning of {model} was stopped</source>
        <extracomment>model_wording.py</extracomment>
        <translation>L’adaptation de {model} a été arrêtée</translation>
    </message>
    <message>
        <source>Downloading a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Téléchargement d’un modèle</translation>
    </message>
    <message>
        <source>Importing a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Importation d’un modèle</translation>
    </message>
    <message>
        <source>Checking a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Vérification d’un modèle</translation>
    </message>
    <message>
        <source>Tuning a model</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Adaptation d’un modèle</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{number}&#xa0;Go</translation>
    </message>
    <message>
        <source>Use {model} from now on?</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Utiliser {model} désormais&#x202f;?</translation>
    </message>
    <message>
        <source>{number} kB</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{number}&#xa0;ko</translation>
    </message>
    <message>
        <source>{number} MB</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{number}&#xa0;Mo</translation>
    </message>
    <message>
        <source>many languages</source>
        <extracomment>model_wording.py</extracomment>
        <translation>multilingue</translation>
    </message>
    <message>
        <source>It comes from {host}, {source}.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Il vient de {host}, {source}.</translation>
    </message>
    <message>
        <source>This is the only time the program uses the network. None of your files and none of your searches is sent. You can stop and go on later.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>C’est la seule fois où le programme utilise le réseau. Aucun de vos fichiers, aucune de vos recherches n’est envoyé. Vous pouvez arrêter et reprendre plus tard.</translation>
    </message>
    <message>
        <source>Its files ({size}) are deleted from this computer.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Ses fichiers ({size}) sont supprimés de cet ordinateur.</translation>
    </message>
    <message>
        <source>Its files are deleted from this computer.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Ses fichiers sont supprimés de cet ordinateur.</translation>
    </message>
    <message>
        <source>To use it later, download them again.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Pour l’utiliser plus tard, téléchargez-les à nouveau.</translation>
    </message>
    <message>
        <source>To use it later, import them again.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Pour l’utiliser plus tard, importez-les à nouveau.</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{done} sur {total}</translation>
    </message>
    <message>
        <source>tuned</source>
        <extracomment>model_wording.py</extracomment>
        <translation>adapté</translation>
    </message>
    <message>
        <source>How it reads</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Façon de lire</translation>
    </message>
    <message>
        <source>Languages</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Langues</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Dimensions</translation>
    </message>
    <message>
        <source>From</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Origine</translation>
    </message>
    <message>
        <source>On this computer</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Sur cet ordinateur</translation>
    </message>
    <message>
        <source>Tuned</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Adapté</translation>
    </message>
    <message>
        <source>It is about {size} large.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Il pèse environ {size}.</translation>
    </message>
    <message>
        <source>Its size is shown as soon as the download begins.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Sa taille s’affiche dès le début du téléchargement.</translation>
    </message>
    <message>
        <source>Download {model} from {host}?</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Télécharger {model} depuis {host}&#x202f;?</translation>
    </message>
    <message>
        <source>Download</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Télécharger</translation>
    </message>
    <message>
        <source>Not now</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>Use it</source>
        <extracomment>model_wording.py</extracomment>
        <translation>L’utiliser</translation>
    </message>
    <message>
        <source>Remove {model}?</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Supprimer {model}&#x202f;?</translation>
    </message>
    <message>
        <source>Remove</source>
        <extracomment>model_wording.py</extracomment>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>{model} is in use now.</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} est maintenant utilisé.</translation>
    </message>
    <message>
        <source>{model} passed the check</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} a réussi la vérification</translation>
    </message>
    <message>
        <source>{model} did not pass the check</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{model} n’a pas réussi la vérification</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <extracomment>model_wording.py</extracomment>
        <translation>{size}/s</translation>
    </message>
    <message>
        <source>chosen</source>
        <extracomment>model_wording.py</extracomment>
        <translation>choisi</translation>
    </message>
    <message>
        <source>installed</source>
        <extracomment>model_wording.py</extracomment>
        <translation>installé</translation>
    </message>
    <message>
        <source>{size} to download</source>
        <extracomment>first_run_page.py</extracomment>
        <translation>{size} à télécharger</translation>
    </message>
    <message>
        <source>Import a model from a folder</source>
        <extracomment>models.py</extracomment>
        <translation>Importer un modèle depuis un dossier</translation>
    </message>
    <message>
        <source>Import a model from an archive</source>
        <extracomment>models.py</extracomment>
        <translation>Importer un modèle depuis une archive</translation>
    </message>
    <message>
        <source>Making {model} ready…</source>
        <extracomment>models.py</extracomment>
        <translation>Préparation de {model}…</translation>
    </message>
    <message>
        <source>Removing {model}…</source>
        <extracomment>models.py</extracomment>
        <translation>Suppression de {model}…</translation>
    </message>
    <message>
        <source>{model} was removed.</source>
        <extracomment>models.py</extracomment>
        <translation>{model} a été supprimé.</translation>
    </message>
    <message>
        <source>Archives</source>
        <extracomment>models.py</extracomment>
        <translation>Archives</translation>
    </message>
    <message>
        <source>All files</source>
        <extracomment>models.py</extracomment>
        <translation>Tous les fichiers</translation>
    </message>
    <message>
        <source>Models</source>
        <extracomment>models_dialog.py</extracomment>
        <translation>Modèles</translation>
    </message>
    <message>
        <source>Import from a folder…</source>
        <extracomment>models_dialog.py</extracomment>
        <translation>Importer un dossier…</translation>
    </message>
    <message>
        <source>Import from an archive…</source>
        <extracomment>models_dialog.py</extracomment>
        <translation>Importer une archive…</translation>
    </message>
    <message numerus="yes">
        <source>%n files are not read yet. What you look for may be among them.</source>
        <extracomment>no_match.py; one: &quot;%n file is not read yet. It may be what you look for.&quot;</extracomment>
        <translation>
            <numerusform>%n fichier n’est pas encore lu. C’est peut-être celui que vous cherchez.</numerusform>
            <numerusform>%n fichiers ne sont pas encore lus. Ce que vous cherchez s’y trouve peut-être.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no folder to search yet.</source>
        <extracomment>no_match.py</extracomment>
        <translation>Il n’y a encore aucun dossier à explorer.</translation>
    </message>
    <message>
        <source>Try other words, or fewer.</source>
        <extracomment>no_match.py</extracomment>
        <translation>Essayez d’autres mots, ou moins de mots.</translation>
    </message>
    <message>
        <source>Search everything</source>
        <extracomment>no_match.py</extracomment>
        <translation>Chercher partout</translation>
    </message>
    <message>
        <source>Search without quotation marks</source>
        <extracomment>no_match.py</extracomment>
        <translation>Chercher sans guillemets</translation>
    </message>
    <message>
        <source>invoice for the washing machine</source>
        <extracomment>pages.py</extracomment>
        <translation>facture du lave-linge</translation>
    </message>
    <message>
        <source>notes on moving house</source>
        <extracomment>pages.py</extracomment>
        <translation>notes sur le déménagement</translation>
    </message>
    <message>
        <source>how do I reset the router</source>
        <extracomment>pages.py</extracomment>
        <translation>comment réinitialiser le routeur</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <extracomment>pages.py</extracomment>
        <translation>Que cherchez-vous&#x202f;?</translation>
    </message>
    <message>
        <source>“{query}”</source>
        <extracomment>pages.py</extracomment>
        <translation>«&#x202f;{query}&#x202f;»</translation>
    </message>
    <message>
        <source>Nothing leaves this computer.</source>
        <extracomment>pages.py</extracomment>
        <translation>Rien ne quitte cet ordinateur.</translation>
    </message>
    <message numerus="yes">
        <source>Ask in your own words. {files} in %n folders.</source>
        <extracomment>pages.py; one: &quot;Ask in your own words. {files} in %n folder.&quot;</extracomment>
        <translation>
            <numerusform>Demandez avec vos mots. {files} dans %n dossier.</numerusform>
            <numerusform>Demandez avec vos mots. {files} dans %n dossiers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask in your own words. %n folders will be searchable in a moment.</source>
        <extracomment>pages.py; one: &quot;Ask in your own words. %n folder will be searchable in a moment.&quot;</extracomment>
        <translation>
            <numerusform>Demandez avec vos mots. %n dossier sera bientôt prêt.</numerusform>
            <numerusform>Demandez avec vos mots. %n dossiers seront bientôt prêts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Passages of the file</source>
        <extracomment>passage_strip.py</extracomment>
        <translation>Passages du fichier</translation>
    </message>
    <message>
        <source>One pattern on each line, such as *.bak or /Downloads/</source>
        <extracomment>preference_fields.py</extracomment>
        <translation>Un motif par ligne, par exemple *.bak ou /Downloads/</translation>
    </message>
    <message>
        <source>Go on at full pace</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Continuer à pleine vitesse</translation>
    </message>
    <message>
        <source>Go on slowly</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Continuer lentement</translation>
    </message>
    <message>
        <source>Pause</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Whatever is fastest</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Le plus rapide</translation>
    </message>
    <message>
        <source>The processor</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Le processeur</translation>
    </message>
    <message>
        <source>It is ready here.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Elle est prête ici.</translation>
    </message>
    <message>
        <source>Here it is not installed. {hint}</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Elle n’est pas installée ici. {hint}</translation>
    </message>
    <message>
        <source>Here it has no data for these languages. {hint}</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Il lui manque ici les données de ces langues. {hint}</translation>
    </message>
    <message>
        <source>This window</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Cette fenêtre</translation>
    </message>
    <message>
        <source>At hand</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>À portée de main</translation>
    </message>
    <message>
        <source>When to go slowly</source>
        <extracomment>overview.py</extracomment>
        <translation>Quand ralentir</translation>
    </message>
    <message>
        <source>Learning the meaning of your files is heavy work. This is what it does when the computer has better things to do; searching and reading words go on in any case.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Apprendre le sens de vos fichiers est un gros travail. Voici ce qui se passe quand l’ordinateur a mieux à faire&#x202f;; la recherche et la lecture des mots continuent de toute façon.</translation>
    </message>
    <message>
        <source>What is read</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Ce qui est lu</translation>
    </message>
    <message>
        <source>{title}: 0, or a multiple of {multiple_of} from {minimum} on.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}&#xa0;: 0, ou un multiple de {multiple_of} à partir de {minimum}.</translation>
    </message>
    <message>
        <source>{title}: 0, or {minimum} and more.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}&#xa0;: 0, ou {minimum} et plus.</translation>
    </message>
    <message>
        <source>{title}: from {minimum} to {maximum}.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}&#xa0;: de {minimum} à {maximum}.</translation>
    </message>
    <message>
        <source>{title}: {minimum} and more.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>{title}&#xa0;: {minimum} et plus.</translation>
    </message>
    <message>
        <source>Drop the finer part of all meanings?</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Abandonner la partie fine du sens de tous les passages&#xa0;?</translation>
    </message>
    <message>
        <source>It frees about three quarters of the room that meanings take, and results by meaning come in a somewhat worse order. To have it back, every passage must be learned anew, which can take hours.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Cela libère environ les trois quarts de la place que prend le sens des passages, et les résultats par le sens viennent dans un ordre un peu moins bon. Pour retrouver cette partie, chaque passage doit être réappris, ce qui peut prendre des heures.</translation>
    </message>
    <message>
        <source>Drop it</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Learn all meanings anew?</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Réapprendre le sens de tous les passages&#xa0;?</translation>
    </message>
    <message>
        <source>Every passage goes through the model once more, in the background; that can take hours. What is there answers until then.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Chaque passage repasse par le modèle, en arrière-plan&#x202f;; cela peut prendre des heures. D’ici là, la recherche utilise ce qui existe déjà.</translation>
    </message>
    <message>
        <source>Learn anew</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Réapprendre</translation>
    </message>
    <message>
        <source>Leave it</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Laisser</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Colours</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Text size</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Start with the session</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Démarrer à l’ouverture de session</translation>
    </message>
    <message>
        <source>Keys that bring up the window</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Touches qui affichent la fenêtre</translation>
    </message>
    <message>
        <source>Say when the first index is done</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Prévenir quand le premier index est fini</translation>
    </message>
    <message>
        <source>Keep what was searched</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Garder l’historique de recherche</translation>
    </message>
    <message>
        <source>On battery</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Sur batterie</translation>
    </message>
    <message>
        <source>While the system saves power</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Quand le système économise l’énergie</translation>
    </message>
    <message>
        <source>While the computer is hot</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Quand l’ordinateur est chaud</translation>
    </message>
    <message>
        <source>While other programs are busy</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Quand d’autres programmes sont occupés</translation>
    </message>
    <message>
        <source>Files inside archives and mails</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Fichiers dans les archives et les courriels</translation>
    </message>
    <message>
        <source>Text in pictures and scans</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Texte des images et des numérisations</translation>
    </message>
    <message>
        <source>Languages of text in pictures</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Langues du texte des images</translation>
    </message>
    <message>
        <source>Heed .gitignore files</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Tenir compte des fichiers .gitignore</translation>
    </message>
    <message>
        <source>Largest file</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Taille maximale d’un fichier</translation>
    </message>
    <message>
        <source>MB</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Patterns to leave out</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Motifs d’exclusion</translation>
    </message>
    <message>
        <source>Quick model first</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>D’abord le modèle rapide</translation>
    </message>
    <message>
        <source>Finer order of results by meaning</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Ordre plus fin par le sens</translation>
    </message>
    <message>
        <source>Give back memory after</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Libérer la mémoire après</translation>
    </message>
    <message>
        <source>s</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>What computes</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Matériel de calcul</translation>
    </message>
    <message>
        <source>Dimensions of vectors</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Dimensions des vecteurs</translation>
    </message>
    <message>
        <source>Tokens read at once</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Jetons lus à la fois</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>preferences_dialog.py</extracomment>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>In the settings file: {name}</source>
        <extracomment>preferences_dialog.py</extracomment>
        <translation>Dans le fichier de paramètres&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Changes are in force at once.</source>
        <extracomment>preferences_dialog.py</extracomment>
        <translation>Les changements prennent effet aussitôt.</translation>
    </message>
    <message>
        <source>Only files of this kind, or of a group such as type:sheet or type:code.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Seulement les fichiers de ce type, ou d’un groupe comme type:sheet ou type:code.</translation>
    </message>
    <message>
        <source>Only files in folders whose name has this.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Seulement les fichiers des dossiers dont le nom contient ceci.</translation>
    </message>
    <message>
        <source>Changed on this day or later; a month or a year will do.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Modifiés ce jour-là ou après&#x202f;; un mois ou une année suffit.</translation>
    </message>
    <message>
        <source>Changed before this day.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Modifiés avant ce jour.</translation>
    </message>
    <message>
        <source>Exactly these words, in this order.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Exactement ces mots, dans cet ordre.</translation>
    </message>
    <message>
        <source>Without files that have this word.</source>
        <extracomment>query_help.py</extracomment>
        <translation>Sans les fichiers qui contiennent ce mot.</translation>
    </message>
    <message>
        <source>What can be written in the search box</source>
        <extracomment>query_help.py</extracomment>
        <translation>Ce qu’on peut écrire dans le champ de recherche</translation>
    </message>
    <message>
        <source>Files with these words come first, together with what means the same. All of this narrows it:</source>
        <extracomment>query_help.py</extracomment>
        <translation>Les fichiers qui ont ces mots viennent d’abord, avec ce qui veut dire la même chose. Tout ceci affine la recherche&#xa0;:</translation>
    </message>
    <message>
        <source>{complete} shows what fits at the cursor. {history}, or Up in the empty box, shows earlier searches.</source>
        <extracomment>query_help.py</extracomment>
        <translation>{complete} montre ce qui convient au curseur. {history}, ou la flèche Haut dans le champ vide, montre les recherches précédentes.</translation>
    </message>
    <message>
        <source>Search in your own words</source>
        <extracomment>query_help.py</extracomment>
        <translation>Chercher avec vos mots</translation>
    </message>
    <message>
        <source>Write {example}</source>
        <extracomment>query_help.py</extracomment>
        <translation>Écrire {example}</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <extracomment>report_view.py</extracomment>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Put the report away</source>
        <extracomment>report_view.py</extracomment>
        <translation>Fermer le rapport</translation>
    </message>
    <message>
        <source>Copied</source>
        <extracomment>preview.py</extracomment>
        <translation>Copié</translation>
    </message>
    <message>
        <source>Find in the file</source>
        <extracomment>actions.py</extracomment>
        <translation>Rechercher dans le fichier</translation>
    </message>
    <message>
        <source>Show as text</source>
        <extracomment>actions.py</extracomment>
        <translation>Afficher comme texte</translation>
    </message>
    <message>
        <source>Larger preview</source>
        <extracomment>actions.py</extracomment>
        <translation>Aperçu plus grand</translation>
    </message>
    <message>
        <source>Smaller preview</source>
        <extracomment>actions.py</extracomment>
        <translation>Aperçu plus petit</translation>
    </message>
    <message>
        <source>Usual size of the preview</source>
        <extracomment>actions.py</extracomment>
        <translation>Taille normale de l’aperçu</translation>
    </message>
    <message>
        <source>{page} of {count}</source>
        <extracomment>page_area.py</extracomment>
        <translation>{page} sur {count}</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <extracomment>page_view.py</extracomment>
        <translation>Page {page} sur {count}</translation>
    </message>
    <message>
        <source>Pages of the file</source>
        <extracomment>page_area.py</extracomment>
        <translation>Pages du fichier</translation>
    </message>
    <message>
        <source>{place}: {text}</source>
        <extracomment>page_view.py</extracomment>
        <translation>{place}&#xa0;: {text}</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>copy_menu.py</extracomment>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the passage</source>
        <extracomment>preview.py</extracomment>
        <translation>Copier le passage</translation>
    </message>
    <message>
        <source>Text</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Texte</translation>
    </message>
    <message>
        <source>Diagnostic bundle</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Archive de diagnostic</translation>
    </message>
    <message>
        <source>A ZIP for whoever helps you: versions, settings, how many files are in which state and why, reports of faults. Nothing of what stands in your files, and nothing that you searched for. It is sent nowhere: look into it, and send it yourself.</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Un fichier ZIP pour la personne qui vous aide&#xa0;: versions, paramètres, nombre de fichiers dans chaque état et pourquoi, rapports d’erreur. Rien du contenu de vos fichiers, rien de ce que vous avez cherché. Il n’est envoyé nulle part&#xa0;: regardez-le, et envoyez-le vous-même.</translation>
    </message>
    <message>
        <source>With names of files and folders</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Avec les noms de fichiers et de dossiers</translation>
    </message>
    <message>
        <source>Save as…</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Enregistrer sous…</translation>
    </message>
    <message>
        <source>It is being put together…</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Préparation en cours…</translation>
    </message>
    <message>
        <source>The bundle is in {path}.</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>L’archive est dans {path}.</translation>
    </message>
    <message>
        <source>Save the bundle</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Enregistrer l’archive</translation>
    </message>
    <message>
        <source>ZIP archives (*.zip)</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Archives ZIP (*.zip)</translation>
    </message>
    <message>
        <source>Needed only where a certain file is not found. Error texts are whole then, too.</source>
        <extracomment>diagnostics_dialog.py</extracomment>
        <translation>Nécessaire seulement quand un fichier précis n’est pas trouvé. Les textes d’erreur sont alors complets, eux aussi.</translation>
    </message>
    <message>
        <source>The index takes about {size}.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>L’index prend environ {size}.</translation>
    </message>
    <message>
        <source>Models that you added take {size}.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Les modèles que vous avez ajoutés prennent {size}.</translation>
    </message>
    <message>
        <source>{number} h</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{number}&#xa0;h</translation>
    </message>
    <message>
        <source>After {time} of work: {words} searchable by words, {meaning} by meaning.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Après {time} de travail&#xa0;: {words} trouvables par les mots, {meaning} par le sens.</translation>
    </message>
    <message>
        <source>Other kinds</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Autres types</translation>
    </message>
    <message>
        <source>{files}  ·  {size}</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{files}  ·  {size}</translation>
    </message>
    <message>
        <source>Nothing is indexed yet.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Rien n’est encore indexé.</translation>
    </message>
    <message>
        <source>{size} are free on its disk.</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>{size} sont libres sur le disque de l’index.</translation>
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
        <translation>Aucune indexation n’a encore été tracée.</translation>
    </message>
    <message>
        <source>Words and names</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Mots et noms</translation>
    </message>
    <message>
        <source>Unused</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Inutilisé</translation>
    </message>
    <message>
        <source>Meanings, {model}</source>
        <extracomment>holdings_wording.py</extracomment>
        <translation>Sens, {model}</translation>
    </message>
    <message>
        <source>Change when it goes slowly</source>
        <extracomment>overview.py</extracomment>
        <translation>Modifier quand ralentir</translation>
    </message>
    <message>
        <source>The last large run</source>
        <extracomment>overview.py</extracomment>
        <translation>La dernière grande indexation</translation>
    </message>
    <message>
        <source>What it holds</source>
        <extracomment>overview.py</extracomment>
        <translation>Contenu de l’index</translation>
    </message>
    <message>
        <source>Room on the disk</source>
        <extracomment>overview.py</extracomment>
        <translation>Place sur le disque</translation>
    </message>
    <message>
        <source>by meaning</source>
        <extracomment>overview.py</extracomment>
        <translation>par le sens</translation>
    </message>
    <message>
        <source>Open at page {number}</source>
        <extracomment>preview.py</extracomment>
        <translation>Ouvrir à la page {number}</translation>
    </message>
    <message>
        <source>The program ended unexpectedly the last time. A report was written on this computer.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Le programme s’est arrêté de façon inattendue la dernière fois. Un rapport a été écrit sur cet ordinateur.</translation>
    </message>
    <message>
        <source>A part of the program failed and was started again. A report was written.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Une partie du programme a échoué et a redémarré. Un rapport a été écrit.</translation>
    </message>
    <message>
        <source>A part of the program fails again and again. Please start the program anew.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Une partie du programme échoue sans cesse. Veuillez redémarrer le programme.</translation>
    </message>
    <message>
        <source>Something went wrong in the window. A report was written.</source>
        <extracomment>recovery.py</extracomment>
        <translation>Quelque chose s’est mal passé dans la fenêtre. Un rapport a été écrit.</translation>
    </message>
    <message>
        <source>Diagnostics…</source>
        <extracomment>recovery.py</extracomment>
        <translation>Diagnostic…</translation>
    </message>
    <message>
        <source>kept</source>
        <extracomment>report_wording.py</extracomment>
        <translation>gardé</translation>
    </message>
    <message>
        <source>slower</source>
        <extracomment>report_wording.py</extracomment>
        <translation>plus lent</translation>
    </message>
    <message>
        <source>dropped</source>
        <extracomment>report_wording.py</extracomment>
        <translation>écarté</translation>
    </message>
    <message>
        <source>The check was passed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>La vérification est réussie</translation>
    </message>
    <message>
        <source>The check was not passed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>La vérification a échoué</translation>
    </message>
    <message>
        <source>passed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>réussi</translation>
    </message>
    <message>
        <source>not checked</source>
        <extracomment>report_wording.py</extracomment>
        <translation>non vérifié</translation>
    </message>
    <message>
        <source>The graph</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Le graphe</translation>
    </message>
    <message>
        <source>Fastest of what is faithful: {way}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Le plus rapide de ce qui est fidèle&#xa0;: {way}</translation>
    </message>
    <message numerus="yes">
        <source>It runs with %n threads.</source>
        <extracomment>report_wording.py; one: &quot;It runs with %n thread.&quot;</extracomment>
        <translation>
            <numerusform>Il tourne avec %n thread.</numerusform>
            <numerusform>Il tourne avec %n threads.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It reads %n tokens at once now.</source>
        <extracomment>report_wording.py; one: &quot;It reads %n token at once now.&quot;</extracomment>
        <translation>
            <numerusform>Il lit maintenant %n jeton à la fois.</numerusform>
            <numerusform>Il lit maintenant %n jetons à la fois.</numerusform>
        </translation>
    </message>
    <message>
        <source>What the check found</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ce que la vérification a trouvé</translation>
    </message>
    <message>
        <source>Compared with: {reference}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Comparé à&#xa0;: {reference}</translation>
    </message>
    <message>
        <source>Computed by: {provider}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Calculé par&#xa0;: {provider}</translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>What was found</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Constat</translation>
    </message>
    <message>
        <source>Checks</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Vérifications</translation>
    </message>
    <message numerus="yes">
        <source>%n more kinds</source>
        <extracomment>report_wording.py; one: &quot;%n more kind&quot;</extracomment>
        <translation>
            <numerusform>%n autre type</numerusform>
            <numerusform>%n autres types</numerusform>
        </translation>
    </message>
    <message>
        <source>Parameters</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Paramètres</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Précision</translation>
    </message>
    <message>
        <source>Inputs</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Entrées</translation>
    </message>
    <message>
        <source>Outputs</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Sorties</translation>
    </message>
    <message>
        <source>Operators</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Opérateurs</translation>
    </message>
    <message>
        <source>Made by</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Produit par</translation>
    </message>
    <message>
        <source>Operator sets</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Jeux d’opérateurs</translation>
    </message>
    <message>
        <source>Way to run it</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Façon de l’exécuter</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Vitesse</translation>
    </message>
    <message>
        <source>Likeness</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ressemblance</translation>
    </message>
    <message>
        <source>Top 10</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Top 10</translation>
    </message>
    <message>
        <source>What was measured</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ce qui a été mesuré</translation>
    </message>
    <message>
        <source>The delivered graph is the fastest that is faithful</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Le graphe fourni est le plus rapide qui soit fidèle</translation>
    </message>
    <message>
        <source>Runs {times} times as fast as delivered: {way}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>{times} fois plus rapide qu’à la livraison&#xa0;: {way}</translation>
    </message>
    <message>
        <source>The rounds differed by {share}.</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Les passes différaient de {share}.</translation>
    </message>
    <message>
        <source>Tokens at once</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Jetons à la fois</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Jetons par seconde</translation>
    </message>
    <message>
        <source>Seconds</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Secondes</translation>
    </message>
    <message>
        <source>Now</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Actuel</translation>
    </message>
    <message>
        <source>How much it reads at once</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Ce qu’il lit à la fois</translation>
    </message>
    <message>
        <source>advised</source>
        <extracomment>report_wording.py</extracomment>
        <translation>conseillé</translation>
    </message>
    <message>
        <source>auto</source>
        <extracomment>report_wording.py</extracomment>
        <translation>auto</translation>
    </message>
    <message>
        <source>{number} million</source>
        <extracomment>report_wording.py</extracomment>
        <translation>{number} millions</translation>
    </message>
    <message>
        <source>How many times as fast as the delivered graph</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Combien de fois plus rapide que le graphe fourni</translation>
    </message>
    <message>
        <source>Mean cosine of its vectors to those of the reference</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Cosinus moyen de ses vecteurs avec ceux de la référence</translation>
    </message>
    <message>
        <source>How many of the reference&apos;s ten nearest passages it finds too</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Combien des dix passages les plus proches de la référence il trouve aussi</translation>
    </message>
    <message>
        <source>Measured on: {machine}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Mesuré sur&#xa0;: {machine}</translation>
    </message>
    <message>
        <source>Ways to run the model</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Façons d’exécuter le modèle</translation>
    </message>
    <message>
        <source>Not measured</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Non mesuré</translation>
    </message>
    <message>
        <source>How long a query may have to wait while files are embedded</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Combien de temps une requête peut attendre pendant l’apprentissage des fichiers</translation>
    </message>
    <message>
        <source>Mean cosine to the vectors of the longest window</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Cosinus moyen avec les vecteurs de la plus longue fenêtre</translation>
    </message>
    <message>
        <source>Sizes of windows</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Tailles des fenêtres</translation>
    </message>
    <message>
        <source>tokens/s
at {number}</source>
        <extracomment>report_wording.py</extracomment>
        <translation>jetons/s
à {number}</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Threads</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Tokens a second, at so many in a pass</source>
        <extracomment>report_wording.py</extracomment>
        <translation>Jetons par seconde, pour autant par passe</translation>
    </message>
    <message>
        <source>Found by its name.</source>
        <extracomment>result_card.py</extracomment>
        <translation>Trouvé par son nom.</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <extracomment>result_card.py; one: &quot;+%n more&quot;</extracomment>
        <translation>
            <numerusform>+%n autre</numerusform>
            <numerusform>+%n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Open at page {page}</source>
        <extracomment>result_orders.py</extracomment>
        <translation>Ouvrir à la page {page}</translation>
    </message>
    <message>
        <source>Passages</source>
        <extracomment>result_orders.py</extracomment>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Results</source>
        <extracomment>results_list.py</extracomment>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>found by {how}</source>
        <extracomment>results_model.py</extracomment>
        <translation>trouvé par&#xa0;: {how}</translation>
    </message>
    <message numerus="yes">
        <source>%n more passages</source>
        <extracomment>results_model.py; one: &quot;%n more passage&quot;</extracomment>
        <translation>
            <numerusform>%n autre passage</numerusform>
            <numerusform>%n autres passages</numerusform>
        </translation>
    </message>
    <message>
        <source>strength {bars} of 4</source>
        <extracomment>results_model.py</extracomment>
        <translation>force {bars} sur 4</translation>
    </message>
    <message>
        <source>Search your files in your own words</source>
        <extracomment>search_box.py</extracomment>
        <translation>Cherchez dans vos fichiers avec vos mots</translation>
    </message>
    <message>
        <source>Type words or a question. Up and Down move through the results.</source>
        <extracomment>search_box.py</extracomment>
        <translation>Tapez des mots ou une question. Les flèches Haut et Bas parcourent les résultats.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <extracomment>search_box.py</extracomment>
        <translation>Effacer la recherche</translation>
    </message>
    <message>
        <source>Clear (Esc)</source>
        <extracomment>search_box.py</extracomment>
        <translation>Effacer (Échap)</translation>
    </message>
    <message>
        <source>What can be written here</source>
        <extracomment>search_box.py</extracomment>
        <translation>Ce qu’on peut écrire ici</translation>
    </message>
    <message>
        <source>What can be written here (F1)</source>
        <extracomment>search_box.py</extracomment>
        <translation>Ce qu’on peut écrire ici (F1)</translation>
    </message>
    <message>
        <source>Indexing progress</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Progression de l’indexation</translation>
    </message>
    <message>
        <source>{model}, {role}: {numbers}</source>
        <extracomment>activity_view.py</extracomment>
        <translation>{model}, {role}&#xa0;: {numbers}</translation>
    </message>
    <message>
        <source>When to go slowly…</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Quand ralentir…</translation>
    </message>
    <message>
        <source>Go on</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Go slowly again</source>
        <extracomment>activity_view.py</extracomment>
        <translation>Ralentir à nouveau</translation>
    </message>
    <message>
        <source>No file here is as you ask for it.</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Aucun fichier ici ne correspond à votre demande.</translation>
    </message>
    <message>
        <source>Add a folder, and its files are listed here.</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Ajoutez un dossier, et ses fichiers figureront ici.</translation>
    </message>
    <message>
        <source>Folders and index</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Dossiers et index</translation>
    </message>
    <message>
        <source>Add…</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Ajouter…</translation>
    </message>
    <message>
        <source>Index the chosen folder now</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Indexer maintenant le dossier choisi</translation>
    </message>
    <message>
        <source>Remove the chosen folder from the index</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Retirer le dossier choisi de l’index</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Confirmer…</translation>
    </message>
    <message>
        <source>Overview</source>
        <extracomment>index_dialog.py</extracomment>
        <translation>Vue d’ensemble</translation>
    </message>
    <message>
        <source>{name} is searched from the next look at its folder on.</source>
        <extracomment>indexing.py</extracomment>
        <translation>{name} sera exploré au prochain parcours de son dossier.</translation>
    </message>
    <message>
        <source>Search it all the same…</source>
        <extracomment>mending.py</extracomment>
        <translation>L’inclure quand même…</translation>
    </message>
    <message>
        <source>Raise the limit…</source>
        <extracomment>mending.py</extracomment>
        <translation>Relever la limite…</translation>
    </message>
    <message>
        <source>Open it to save a copy</source>
        <extracomment>mending.py</extracomment>
        <translation>L’ouvrir pour en enregistrer une copie</translation>
    </message>
    <message>
        <source>Open it to see</source>
        <extracomment>mending.py</extracomment>
        <translation>L’ouvrir pour voir</translation>
    </message>
    <message>
        <source>Show it, to unpack it yourself</source>
        <extracomment>mending.py</extracomment>
        <translation>L’afficher, pour le décompresser vous-même</translation>
    </message>
    <message>
        <source>Text recognition…</source>
        <extracomment>mending.py</extracomment>
        <translation>Reconnaissance de texte…</translation>
    </message>
    <message>
        <source>Open it, which downloads it</source>
        <extracomment>mending.py</extracomment>
        <translation>L’ouvrir et le télécharger</translation>
    </message>
    <message>
        <source>Change the patterns…</source>
        <extracomment>mending.py</extracomment>
        <translation>Modifier les motifs…</translation>
    </message>
    <message>
        <source>Its text, with whatever keys and passwords are in it, comes into the index on this computer. The pattern {pattern} is added to the settings, and holds for all of that name.</source>
        <extracomment>mending.py</extracomment>
        <translation>Son texte, avec les clés et mots de passe qu’il contient, entre dans l’index de cet ordinateur. Le motif {pattern} est ajouté aux paramètres et vaut pour tout ce qui porte ce nom.</translation>
    </message>
    <message>
        <source>The pattern {pattern} is added to the settings, and holds for all of that name.</source>
        <extracomment>mending.py</extracomment>
        <translation>Le motif {pattern} est ajouté aux paramètres et vaut pour tout ce qui porte ce nom.</translation>
    </message>
    <message>
        <source>Search {name} all the same?</source>
        <extracomment>mending.py</extracomment>
        <translation>Inclure {name} quand même&#x202f;?</translation>
    </message>
    <message>
        <source>Search it</source>
        <extracomment>mending.py</extracomment>
        <translation>L’inclure</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <extracomment>mending.py</extracomment>
        <translation>L’exclure</translation>
    </message>
    <message>
        <source>Models: {name}</source>
        <extracomment>status_line.py</extracomment>
        <translation>Modèles&#xa0;: {name}</translation>
    </message>
    <message>
        <source>Folders and index: {text}</source>
        <extracomment>status_line.py</extracomment>
        <translation>Dossiers et index&#xa0;: {text}</translation>
    </message>
    <message>
        <source>{name}. Shows the models.</source>
        <extracomment>status_line.py</extracomment>
        <translation>{name}. Affiche les modèles.</translation>
    </message>
    <message>
        <source>Shows the folders and every file.</source>
        <extracomment>status_line.py</extracomment>
        <translation>Affiche les dossiers et chaque fichier.</translation>
    </message>
    <message>
        <source>Words that are there:</source>
        <extracomment>suggestions.py</extracomment>
        <translation>Mots qui existent&#xa0;:</translation>
    </message>
    <message>
        <source>Search for “{word}”</source>
        <extracomment>suggestions.py</extracomment>
        <translation>Chercher «&#x202f;{word}&#x202f;»</translation>
    </message>
    <message>
        <source>Sheets</source>
        <extracomment>table_body.py</extracomment>
        <translation>Feuilles</translation>
    </message>
    <message>
        <source>Table of the file</source>
        <extracomment>table_body.py</extracomment>
        <translation>Tableau du fichier</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>table_body.py</extracomment>
        <translation>Tableau</translation>
    </message>
    <message>
        <source>Earlier</source>
        <extracomment>text_body.py</extracomment>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Later</source>
        <extracomment>text_body.py</extracomment>
        <translation>Après</translation>
    </message>
    <message>
        <source>A part of a long text: from {first} to {last}</source>
        <extracomment>text_body.py</extracomment>
        <translation>Une partie d’un long texte&#xa0;: de {first} à {last}</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <extracomment>text_view.py</extracomment>
        <translation>Texte du fichier</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <extracomment>told.py</extracomment>
        <translation>{first} et {second}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <extracomment>translation.py</extracomment>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>pplx-desktop goes on here</source>
        <extracomment>tray.py</extracomment>
        <translation>pplx-desktop continue ici</translation>
    </message>
    <message>
        <source>The window is closed, your folders are still watched. Quit from this menu.</source>
        <extracomment>tray.py</extracomment>
        <translation>La fenêtre est fermée, vos dossiers restent surveillés. Quittez par ce menu.</translation>
    </message>
    <message>
        <source>Your folders are indexed</source>
        <extracomment>tray.py</extracomment>
        <translation>Vos dossiers sont indexés</translation>
    </message>
    <message>
        <source>{files} can be found now, by words and by meaning.</source>
        <extracomment>tray.py</extracomment>
        <translation>On peut maintenant trouver {files}, par les mots et par le sens.</translation>
    </message>
    <message numerus="yes">
        <source>%n files are gone: please confirm</source>
        <extracomment>tray_state.py; one: &quot;%n file is gone: please confirm&quot;</extracomment>
        <translation>
            <numerusform>%n fichier a disparu&#xa0;: à confirmer</numerusform>
            <numerusform>%n fichiers ont disparu&#xa0;: à confirmer</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing is paused</source>
        <extracomment>tray_state.py</extracomment>
        <translation>L’indexation est en pause</translation>
    </message>
    <message>
        <source>There is nothing to say: no result is selected, or the search asked for no words.</source>
        <extracomment>why_dialog.py</extracomment>
        <translation>Il n’y a rien à dire&#xa0;: aucun résultat n’est choisi, ou la recherche ne demandait aucun mot.</translation>
    </message>
    <message>
        <source>Found by {how}</source>
        <extracomment>why_section.py</extracomment>
        <translation>Trouvé par&#xa0;: {how}</translation>
    </message>
    <message>
        <source>weak</source>
        <extracomment>why_wording.py</extracomment>
        <translation>faible</translation>
    </message>
    <message>
        <source>fair</source>
        <extracomment>why_wording.py</extracomment>
        <translation>moyen</translation>
    </message>
    <message>
        <source>good</source>
        <extracomment>why_wording.py</extracomment>
        <translation>bon</translation>
    </message>
    <message>
        <source>strong</source>
        <extracomment>why_wording.py</extracomment>
        <translation>fort</translation>
    </message>
    <message>
        <source>{place} by words</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{place} par les mots</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <extracomment>told.py</extracomment>
        <translation>«&#x202f;{word}&#x202f;»</translation>
    </message>
    <message>
        <source>Put before all that is less certain: {reason}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Placé avant tout ce qui est moins certain&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>why_wording.py</extracomment>
        <translation>nul</translation>
    </message>
    <message>
        <source>holds none of the words that tell</source>
        <extracomment>why_wording.py</extracomment>
        <translation>ne contient aucun des mots qui comptent</translation>
    </message>
    <message>
        <source>{place} by meaning</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{place} par le sens</translation>
    </message>
    <message>
        <source>not among the nearest</source>
        <extracomment>why_wording.py</extracomment>
        <translation>pas parmi les plus proches</translation>
    </message>
    <message>
        <source>holds {share} of what was asked</source>
        <extracomment>why_wording.py</extracomment>
        <translation>contient {share} de ce qui était demandé</translation>
    </message>
    <message>
        <source>{mix}; then name and document</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{mix}&#x202f;; puis nom et document</translation>
    </message>
    <message>
        <source>{mix}; then name</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{mix}&#x202f;; puis nom</translation>
    </message>
    <message>
        <source>{mix}; then document</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{mix}&#x202f;; puis document</translation>
    </message>
    <message>
        <source>Only what {conditions}</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Condition&#xa0;: le fichier {conditions}</translation>
    </message>
    <message numerus="yes">
        <source>{words} and %n more</source>
        <extracomment>why_wording.py; one: &quot;{words} and %n more&quot;</extracomment>
        <translation>
            <numerusform>{words} et %n autre</numerusform>
            <numerusform>{words} et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage: {total}</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Passage&#xa0;: {total}</translation>
    </message>
    <message>
        <source>File: {total}</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Fichier&#xa0;: {total}</translation>
    </message>
    <message>
        <source>meaning</source>
        <extracomment>why_wording.py</extracomment>
        <translation>sens</translation>
    </message>
    <message>
        <source>words</source>
        <extracomment>why_wording.py</extracomment>
        <translation>mots</translation>
    </message>
    <message>
        <source>holds a rare word</source>
        <extracomment>why_wording.py</extracomment>
        <translation>contient un mot rare</translation>
    </message>
    <message>
        <source>not learned yet, taken for middling</source>
        <extracomment>why_wording.py</extracomment>
        <translation>pas encore appris, supposé moyen</translation>
    </message>
    <message>
        <source>not learned yet</source>
        <extracomment>why_wording.py</extracomment>
        <translation>pas encore appris</translation>
    </message>
    <message>
        <source>Rare, so it counts most: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Rare, donc compte le plus&#xa0;: {words}.</translation>
    </message>
    <message>
        <source>Looked for: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Cherché&#xa0;: {words}.</translation>
    </message>
    <message>
        <source>In no passage: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Dans aucun passage&#xa0;: {words}.</translation>
    </message>
    <message>
        <source>Looked for in its place: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Cherché à sa place&#xa0;: {words}.</translation>
    </message>
    <message>
        <source>Left out, for too many passages hold them: {words}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Laissé de côté, car présent dans trop de passages&#xa0;: {words}.</translation>
    </message>
    <message>
        <source>Together</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Ensemble</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Nom</translation>
    </message>
    <message>
        <source>by the file as a whole</source>
        <extracomment>why_wording.py</extracomment>
        <translation>d’après le fichier entier</translation>
    </message>
    <message>
        <source>Document</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Document</translation>
    </message>
    <message numerus="yes">
        <source>%n passages</source>
        <extracomment>why_wording.py; one: &quot;%n passage&quot;</extracomment>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting…</source>
        <extracomment>window.py</extracomment>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>Searching by meaning…</source>
        <extracomment>answering.py</extracomment>
        <translation>Recherche par le sens…</translation>
    </message>
    <message>
        <source>No file holds these words. The model looks for what they mean.</source>
        <extracomment>answering.py</extracomment>
        <translation>Aucun fichier ne contient ces mots. Le modèle cherche ce qu’ils veulent dire.</translation>
    </message>
    <message>
        <source>Nothing here matches</source>
        <extracomment>answering.py</extracomment>
        <translation>Rien ne correspond ici</translation>
    </message>
    <message>
        <source>Index…</source>
        <extracomment>window.py</extracomment>
        <translation>Index…</translation>
    </message>
    <message numerus="yes">
        <source>%n results in {time} ms</source>
        <extracomment>wording.py; one: &quot;%n result in {time} ms&quot;</extracomment>
        <translation>
            <numerusform>%n résultat en {time}&#xa0;ms</numerusform>
            <numerusform>%n résultats en {time}&#xa0;ms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n days left</source>
        <extracomment>wording.py; one: &quot;about %n day left&quot;</extracomment>
        <translation>
            <numerusform>encore environ %n jour</numerusform>
            <numerusform>encore environ %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>name</source>
        <extracomment>score_wording.py</extracomment>
        <translation>nom</translation>
    </message>
    <message>
        <source>today {time}</source>
        <extracomment>ledger_table.py</extracomment>
        <translation>aujourd’hui {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <extracomment>wording.py</extracomment>
        <translation>hier</translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <extracomment>wording.py; one: &quot;%n day ago&quot;</extracomment>
        <translation>
            <numerusform>il y a %n jour</numerusform>
            <numerusform>il y a %n jours</numerusform>
        </translation>
    </message>
    <message>
        <source>slide {page}</source>
        <extracomment>wording.py</extracomment>
        <translation>diapo {page}</translation>
    </message>
    <message>
        <source>page {page}</source>
        <extracomment>wording.py</extracomment>
        <translation>page {page}</translation>
    </message>
    <message>
        <source>p. {page}</source>
        <extracomment>wording.py</extracomment>
        <translation>p. {page}</translation>
    </message>
    <message>
        <source>{count}+ results in {time} ms</source>
        <extracomment>wording.py</extracomment>
        <translation>{count}+ résultats en {time}&#xa0;ms</translation>
    </message>
    <message numerus="yes">
        <source>%n files searchable</source>
        <extracomment>wording.py; one: &quot;%n file searchable&quot;</extracomment>
        <translation>
            <numerusform>%n fichier trouvable</numerusform>
            <numerusform>%n fichiers trouvables</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <extracomment>wording.py</extracomment>
        <translation>encore moins d’une minute</translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <extracomment>wording.py; one: &quot;about %n min left&quot;</extracomment>
        <translation>
            <numerusform>encore environ %n&#xa0;min</numerusform>
            <numerusform>encore environ %n&#xa0;min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n h left</source>
        <extracomment>wording.py; one: &quot;about %n h left&quot;</extracomment>
        <translation>
            <numerusform>encore environ %n&#xa0;h</numerusform>
            <numerusform>encore environ %n&#xa0;h</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>wording.py</extracomment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>MMM yyyy</source>
        <extracomment>wording.py</extracomment>
        <translation>MMM yyyy</translation>
    </message>
    <message>
        <source>Paused at {done} of {total}</source>
        <extracomment>wording.py</extracomment>
        <translation>En pause à {done} sur {total}</translation>
    </message>
    <message numerus="yes">
        <source>Recognising text in %n pictures and scans</source>
        <extracomment>wording.py; one: &quot;Recognising text in %n picture or scan&quot;</extracomment>
        <translation>
            <numerusform>Reconnaissance du texte de %n image ou page numérisée</numerusform>
            <numerusform>Reconnaissance du texte de %n images et pages numérisées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Meanings wait, %n passages to go</source>
        <extracomment>wording.py; one: &quot;Meanings wait, %n passage to go&quot;</extracomment>
        <translation>
            <numerusform>Apprentissage en attente, encore %n passage</numerusform>
            <numerusform>Apprentissage en attente, encore %n passages</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing {done} of {total}</source>
        <extracomment>wording.py</extracomment>
        <translation>Indexation&#xa0;: {done} sur {total}</translation>
    </message>
    <message>
        <source>its name is what was asked for</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>son nom est ce qui était demandé</translation>
    </message>
    <message>
        <source>it holds the phrase word for word</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>il contient l’expression mot pour mot</translation>
    </message>
    <message>
        <source>it holds what hardly any other file holds</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>il contient ce que presque aucun autre fichier ne contient</translation>
    </message>
    <message>
        <source>the model in use</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>le modèle utilisé</translation>
    </message>
    <message>
        <source>the model that takes over</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>le modèle qui prend le relais</translation>
    </message>
    <message>
        <source>the model that stands in</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>le modèle de remplacement</translation>
    </message>
    <message>
        <source>in {counted}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>dans {counted}</translation>
    </message>
    <message>
        <source>in {counted}, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>dans {counted}, {share} de la demande</translation>
    </message>
    <message>
        <source>in {counted} only, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>dans {counted} seulement, {share} de la demande</translation>
    </message>
    <message>
        <source>in {counted} only</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>dans {counted} seulement</translation>
    </message>
    <message>
        <source>left out, for {counted} hold it</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>laissé de côté, car {counted} le contiennent</translation>
    </message>
    <message>
        <source>in no passage, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>dans aucun passage, {share} de la demande</translation>
    </message>
    <message>
        <source>in no passage</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>dans aucun passage</translation>
    </message>
    <message>
        <source>as the beginning of words in {counted}, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>comme début de mot dans {counted}, {share} de la demande</translation>
    </message>
    <message>
        <source>as the beginning of words in {counted}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>comme début de mot dans {counted}</translation>
    </message>
    <message>
        <source>as the beginning of words, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>comme début de mot, {share} de la demande</translation>
    </message>
    <message>
        <source>as the beginning of words</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>comme début de mot</translation>
    </message>
    <message>
        <source>in the place of “{replaces}”, in {counted}, {share} of what was asked</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>à la place de «&#x202f;{replaces}&#x202f;», dans {counted}, {share} de la demande</translation>
    </message>
    <message>
        <source>in the place of “{replaces}”, in {counted}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>à la place de «&#x202f;{replaces}&#x202f;», dans {counted}</translation>
    </message>
    <message>
        <source>{model}, {role}: {found} passages found, {judged} judged</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{model}, {role}&#xa0;: {found} passages trouvés, {judged} jugés</translation>
    </message>
    <message>
        <source>words alone</source>
        <extracomment>score_wording.py</extracomment>
        <translation>mots seuls</translation>
    </message>
    <message>
        <source>meaning alone</source>
        <extracomment>score_wording.py</extracomment>
        <translation>sens seul</translation>
    </message>
    <message>
        <source>words {weight}, meaning {weight2}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>mots {weight}, sens {weight2}</translation>
    </message>
    <message>
        <source>{score} (words alone)</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{score} (mots seuls)</translation>
    </message>
    <message>
        <source>From:</source>
        <extracomment>composing.py</extracomment>
        <translation>De&#xa0;:</translation>
    </message>
    <message>
        <source>To:</source>
        <extracomment>composing.py</extracomment>
        <translation>À&#xa0;:</translation>
    </message>
    <message>
        <source>Cc:</source>
        <extracomment>composing.py</extracomment>
        <translation>Copie&#xa0;:</translation>
    </message>
    <message>
        <source>Date:</source>
        <extracomment>composing.py</extracomment>
        <translation>Date&#xa0;:</translation>
    </message>
    <message>
        <source>Subject:</source>
        <extracomment>composing.py</extracomment>
        <translation>Objet&#xa0;:</translation>
    </message>
    <message>
        <source>Select all</source>
        <extracomment>copy_menu.py</extracomment>
        <translation>Tout sélectionner</translation>
    </message>
    <message>
        <source>Press them, or write them</source>
        <extracomment>hotkey_edit.py</extracomment>
        <translation>Appuyer ou écrire</translation>
    </message>
    <message>
        <source>Similar to this passage</source>
        <extracomment>like_line.py</extracomment>
        <translation>Semblable à ce passage</translation>
    </message>
    <message>
        <source>Similar to this file</source>
        <extracomment>like_line.py</extracomment>
        <translation>Semblable à ce fichier</translation>
    </message>
    <message>
        <source>Forget what was searched?</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Effacer l’historique de recherche&#x202f;?</translation>
    </message>
    <message>
        <source>The list of earlier searches is deleted, and none is kept from now on.</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>La liste des recherches précédentes est supprimée, et plus aucune n’est gardée.</translation>
    </message>
    <message>
        <source>Forget it</source>
        <extracomment>preference_rows.py</extracomment>
        <translation>Effacer</translation>
    </message>
    <message numerus="yes">
        <source>%n suit this computer better: “{title}” in the settings.</source>
        <extracomment>report_wording.py; one: &quot;%n suits this computer better: “{title}” in the settings.&quot;</extracomment>
        <translation>
            <numerusform>%n convient mieux à cet ordinateur&#xa0;: «&#x202f;{title}&#x202f;» dans les paramètres.</numerusform>
            <numerusform>%n conviennent mieux à cet ordinateur&#xa0;: «&#x202f;{title}&#x202f;» dans les paramètres.</numerusform>
        </translation>
    </message>
    <message>
        <source>words {words}, meaning {meaning}</source>
        <extracomment>score_wording.py</extracomment>
        <translation>mots {words}, sens {meaning}</translation>
    </message>
    <message>
        <source>The best passage has only a part of what the words tell, so they are taken for {share}.</source>
        <extracomment>score_wording.py</extracomment>
        <translation>Le meilleur passage n’a qu’une partie de ce que disent les mots, qui comptent donc pour {share}.</translation>
    </message>
    <message>
        <source>{weight} × {words} (words) + {other} × {meaning} (meaning) = {score}</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{weight} × {words} (mots) + {other} × {meaning} (sens) = {score}</translation>
    </message>
    <message>
        <source>{total}; raised above the rest: {raised}</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{total}&#x202f;; placé au-dessus des autres&#xa0;: {raised}</translation>
    </message>
    <message>
        <source>{score} (meaning alone)</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{score} (sens seul)</translation>
    </message>
    <message>
        <source>passage</source>
        <extracomment>score_wording.py</extracomment>
        <translation>passage</translation>
    </message>
    <message>
        <source>document</source>
        <extracomment>score_wording.py</extracomment>
        <translation>document</translation>
    </message>
    <message>
        <source>{score} ({part} alone)</source>
        <extracomment>score_wording.py</extracomment>
        <translation>{score} ({part} seul)</translation>
    </message>
    <message>
        <source>{number} bytes</source>
        <extracomment>told.py</extracomment>
        <translation>{number}&#xa0;octets</translation>
    </message>
    <message>
        <source>Nearest to what was asked: “{sentence}”</source>
        <extracomment>why_wording.py</extracomment>
        <translation>Au plus près de la demande&#xa0;: «&#x202f;{sentence}&#x202f;»</translation>
    </message>
    <message>
        <source>{conditions}: {files}.</source>
        <extracomment>why_wording.py</extracomment>
        <translation>{conditions}&#xa0;: {files}.</translation>
    </message>
    <message>
        <source>the best passage has only a part of what the words tell, so they are taken for {words_trust}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>le meilleur passage n’a qu’une partie de ce que disent les mots, qui comptent donc pour {words_trust}</translation>
    </message>
    <message>
        <source>{own} ({next} alone)</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{own} ({next} seul)</translation>
    </message>
    <message>
        <source>{own} ({next} alone); raised above the rest: {floor} + {floor2} × {own2} = {score}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{own} ({next} seul)&#x202f;; placé au-dessus des autres&#xa0;: {floor} + {floor2} × {own2} = {score}</translation>
    </message>
    <message>
        <source>1 − {value} = {own}; raised above the rest: {floor} + {floor2} × {own2} = {score}</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>1 − {value} = {own}&#x202f;; placé au-dessus des autres&#xa0;: {floor} + {floor2} × {own2} = {score}</translation>
    </message>
    <message>
        <source>No file {conditions}.</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>Aucun fichier ne remplit ces conditions&#xa0;: {conditions}.</translation>
    </message>
    <message>
        <source>{passages} passage</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{passages} passage</translation>
    </message>
    <message>
        <source>{passages} passages</source>
        <extracomment>engine: core/evidence_text.py</extracomment>
        <translation>{passages} passages</translation>
    </message>
    <message>
        <source>This is no regular file any more.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Ce n’est plus un fichier ordinaire.</translation>
    </message>
    <message>
        <source>Pipes, devices and links are left alone.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Les tubes, périphériques et liens ne sont pas lus.</translation>
    </message>
    <message>
        <source>The file is gone.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Le fichier a disparu.</translation>
    </message>
    <message>
        <source>This is a link now.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>C’est maintenant un lien.</translation>
    </message>
    <message>
        <source>Links are not followed.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Les liens ne sont pas suivis.</translation>
    </message>
    <message>
        <source>The file cannot be read: {strerror}.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Le fichier ne peut pas être lu&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions and the drive it is on.</source>
        <extracomment>engine: core/opening.py</extracomment>
        <translation>Vérifiez les droits du fichier et le disque où il se trouve.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {strerror}.</source>
        <extracomment>engine: core/paths.py</extracomment>
        <translation>Le dossier {folder} ne peut pas être créé&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of the folders above it, or let PPLX_DESKTOP_HOME name another place.</source>
        <extracomment>engine: core/paths.py</extracomment>
        <translation>Vérifiez les droits des dossiers parents, ou indiquez un autre endroit par PPLX_DESKTOP_HOME.</translation>
    </message>
    <message>
        <source>no reader for this kind</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>type sans lecteur</translation>
    </message>
    <message>
        <source>no text in it</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>sans texte</translation>
    </message>
    <message>
        <source>too large</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>trop gros</translation>
    </message>
    <message>
        <source>Raise the limit in the settings; its name can be found as it is.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Relevez la limite dans les paramètres&#x202f;; son nom reste trouvable.</translation>
    </message>
    <message>
        <source>protected by a password</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>protégé par un mot de passe</translation>
    </message>
    <message>
        <source>Save a copy without the password.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Enregistrez une copie sans mot de passe.</translation>
    </message>
    <message>
        <source>damaged or cut short</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>endommagé ou tronqué</translation>
    </message>
    <message>
        <source>Open it in the program it comes from, or get another copy.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Ouvrez-le dans son programme d’origine, ou procurez-vous une autre copie.</translation>
    </message>
    <message>
        <source>could not be opened</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>n’a pas pu être ouvert</translation>
    </message>
    <message>
        <source>Check its permissions. It is tried again at each scan.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Vérifiez les droits d’accès. Un nouvel essai est fait à chaque parcours.</translation>
    </message>
    <message>
        <source>changed while it was read</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>modifié pendant la lecture</translation>
    </message>
    <message>
        <source>It is read again.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Il est relu.</translation>
    </message>
    <message>
        <source>gone while it was read</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>disparu pendant la lecture</translation>
    </message>
    <message>
        <source>The next scan decides.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Le prochain parcours décidera.</translation>
    </message>
    <message>
        <source>took too long to read</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>trop long à lire</translation>
    </message>
    <message>
        <source>Try again, or save it in a simpler form.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Réessayez, ou enregistrez-le sous une forme plus simple.</translation>
    </message>
    <message>
        <source>takes too much memory</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>demande trop de mémoire</translation>
    </message>
    <message>
        <source>Save it in smaller parts.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Enregistrez-le en parties plus petites.</translation>
    </message>
    <message>
        <source>unpacks to far more than it is</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>se décompresse en bien plus que sa taille</translation>
    </message>
    <message>
        <source>Unpack it yourself if you trust it.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Décompressez-le vous-même si vous lui faites confiance.</translation>
    </message>
    <message>
        <source>its reader crashed</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>son lecteur a planté</translation>
    </message>
    <message>
        <source>Try again after an update, or save a copy in another format.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Réessayez après une mise à jour, ou enregistrez une copie dans un autre format.</translation>
    </message>
    <message>
        <source>its text is a picture</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>son texte est une image</translation>
    </message>
    <message>
        <source>Text recognition reads it last of all, where it is installed and on.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>La reconnaissance de texte le lit en dernier, si elle est installée et activée.</translation>
    </message>
    <message>
        <source>kept online only</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>en ligne seulement</translation>
    </message>
    <message>
        <source>Make it available offline in the program that syncs it.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Rendez-le disponible hors ligne dans le programme qui le synchronise.</translation>
    </message>
    <message>
        <source>left out by your patterns</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>exclu par vos motifs</translation>
    </message>
    <message>
        <source>Change the patterns in the settings.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Modifiez les motifs dans les paramètres.</translation>
    </message>
    <message>
        <source>left out by .gitignore</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>exclu par .gitignore</translation>
    </message>
    <message>
        <source>Let .gitignore files count no more, or add !name to your patterns.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Ne tenez plus compte des fichiers .gitignore, ou ajoutez !nom à vos motifs.</translation>
    </message>
    <message>
        <source>hidden</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>caché</translation>
    </message>
    <message>
        <source>Take hidden files in, or add !name to your patterns.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Incluez les fichiers cachés, ou ajoutez !nom à vos motifs.</translation>
    </message>
    <message>
        <source>keys and passwords</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>clés et mots de passe</translation>
    </message>
    <message>
        <source>Add !name to your patterns to search it all the same.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Ajoutez !nom à vos motifs pour y chercher quand même.</translation>
    </message>
    <message>
        <source>made again by programs</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>recréé par des programmes</translation>
    </message>
    <message>
        <source>Add !name to your patterns to search it.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Ajoutez !nom à vos motifs pour y chercher.</translation>
    </message>
    <message>
        <source>temporary</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>temporaire</translation>
    </message>
    <message>
        <source>a link</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>un lien</translation>
    </message>
    <message>
        <source>What it leads to is searched where it is.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Sa cible est explorée là où elle se trouve.</translation>
    </message>
    <message>
        <source>no regular file</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>pas un fichier ordinaire</translation>
    </message>
    <message>
        <source>belongs to this program</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>appartient à ce programme</translation>
    </message>
    <message>
        <source>Text recognition reads it when all other text is read and embedded.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>La reconnaissance de texte le lit quand tout le reste est lu et appris.</translation>
    </message>
    <message>
        <source>switched off</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>désactivée</translation>
    </message>
    <message>
        <source>Switch on text recognition in the settings.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Activez la reconnaissance de texte dans les paramètres.</translation>
    </message>
    <message>
        <source>Install text recognition (pplx-desktop[ocr] and Tesseract&apos;s data), then start the program anew.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Installez la reconnaissance de texte (pplx-desktop[ocr] et les données de Tesseract), puis redémarrez le programme.</translation>
    </message>
    <message>
        <source>without data for its languages</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>sans données pour ses langues</translation>
    </message>
    <message>
        <source>Install Tesseract&apos;s data for the languages in the settings, or change these.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>Installez les données de Tesseract pour les langues des paramètres, ou changez celles-ci.</translation>
    </message>
    <message>
        <source>this computer runs on battery</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>cet ordinateur est sur batterie</translation>
    </message>
    <message>
        <source>the system saves power</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>le système économise l’énergie</translation>
    </message>
    <message>
        <source>this computer is hot</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>cet ordinateur est chaud</translation>
    </message>
    <message>
        <source>other programs are busy</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>d’autres programmes sont occupés</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>le disque est plein</translation>
    </message>
    <message>
        <source>Folders that are searched and watched.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Dossiers explorés et surveillés.</translation>
    </message>
    <message>
        <source>Name of the embedding model (see `models list`).</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Nom du modèle (voir `models list`).</translation>
    </message>
    <message>
        <source>Model that takes over as soon as it has been downloaded; empty for none.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Modèle qui prend le relais dès qu’il est téléchargé&#x202f;; vide pour aucun.</translation>
    </message>
    <message>
        <source>Dimensions of the vectors, a multiple of 8 from 128 on; 0 for as many as suit the model. Fewer are smaller and coarser. A change embeds everything anew.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Dimensions des vecteurs, un multiple de 8 à partir de 128&#xa0;; 0 pour ce qui convient au modèle. Un nombre plus petit prend moins de place, mais est plus grossier. Après un changement, tout est réappris.</translation>
    </message>
    <message>
        <source>Tokens that the model reads at once; 0 for as many as suit it. More show it more of a document and take longer. A change embeds everything anew.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Jetons que le modèle lit à la fois&#xa0;; 0 pour ce qui lui convient. Un nombre plus grand lui montre davantage du document et prend plus de temps. Après un changement, tout est réappris.</translation>
    </message>
    <message>
        <source>What computes: auto, cpu, dml (Windows), cuda, coreml (macOS) or openvino. Its numbers are compared with the processor&apos;s before it is used.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Matériel de calcul&#xa0;: auto, cpu, dml (Windows), cuda, coreml (macOS) ou openvino. Ses résultats sont comparés à ceux du processeur avant usage.</translation>
    </message>
    <message>
        <source>Keep the finer part of each passage&apos;s meaning as well: better order of results, about four times the room. Switched off, it is dropped; switched on again, all passages are embedded anew in the background.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Garder aussi la partie fine du sens de chaque passage&#xa0;: meilleur ordre des résultats, environ quatre fois plus de place. Si vous la désactivez, elle est abandonnée&#xa0;; si vous la réactivez, tous les passages sont réappris en arrière-plan.</translation>
    </message>
    <message>
        <source>Patterns of files to leave out, in the syntax of .gitignore.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Motifs des fichiers à exclure, dans la syntaxe de .gitignore.</translation>
    </message>
    <message>
        <source>Leave out what a .gitignore file leaves out.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Exclure ce qu’un fichier .gitignore exclut.</translation>
    </message>
    <message>
        <source>Take files and folders whose name starts with a dot.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Inclure les fichiers et dossiers dont le nom commence par un point.</translation>
    </message>
    <message>
        <source>Leave out files larger than this, in megabytes.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Exclure les fichiers plus gros que ceci, en mégaoctets.</translation>
    </message>
    <message>
        <source>Read the files inside archives and attached to mails.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Lire les fichiers des archives et les pièces jointes des courriels.</translation>
    </message>
    <message>
        <source>Recognise text in pictures and on scanned pages, last of all, where Tesseract is installed.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Reconnaître le texte des images et des pages numérisées, en dernier, si Tesseract est installé.</translation>
    </message>
    <message>
        <source>Languages of text in pictures, by Tesseract&apos;s names.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Langues du texte des images, par leurs noms chez Tesseract.</translation>
    </message>
    <message>
        <source>While a slower model embeds, search by meaning with the quick one that came with the program.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Pendant qu’un modèle plus lent apprend, chercher par le sens avec le modèle rapide fourni avec le programme.</translation>
    </message>
    <message>
        <source>Embedding on battery: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Apprentissage sur batterie&#xa0;: full (plein), slow (lent) ou pause.</translation>
    </message>
    <message>
        <source>Embedding while the system saves power: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Apprentissage quand le système économise l’énergie&#xa0;: full (plein), slow (lent) ou pause.</translation>
    </message>
    <message>
        <source>Embedding while the machine is too hot: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Apprentissage quand la machine est trop chaude&#xa0;: full (plein), slow (lent) ou pause.</translation>
    </message>
    <message>
        <source>Embedding while other programs are busy: full, slow or pause.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Apprentissage quand d’autres programmes sont occupés&#xa0;: full (plein), slow (lent) ou pause.</translation>
    </message>
    <message>
        <source>Seconds without work after which the model gives back its memory.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Secondes sans travail après lesquelles le modèle libère sa mémoire.</translation>
    </message>
    <message>
        <source>Colours of the window: system, light or dark.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Couleurs de la fenêtre&#xa0;: system, light (clair) ou dark (sombre).</translation>
    </message>
    <message>
        <source>Language of the window: system, en, de or fr.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Langue de la fenêtre&#xa0;: system, en, de ou fr.</translation>
    </message>
    <message>
        <source>Size of the window&apos;s text, in per cent of the system&apos;s.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Taille du texte de la fenêtre, en pourcentage de celle du système.</translation>
    </message>
    <message>
        <source>Size of the files in the preview, in per cent of the window&apos;s text.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Taille des fichiers dans l’aperçu, en pourcentage du texte de la fenêtre.</translation>
    </message>
    <message>
        <source>Keep what was searched, on this computer only, to offer it again. Switched off, all of it is forgotten.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Garder ce qui a été cherché, sur cet ordinateur seulement, pour le proposer à nouveau. Si vous désactivez ce réglage, tout est oublié.</translation>
    </message>
    <message>
        <source>Start with the session, in the tray, and keep the index up to date.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Démarrer à l’ouverture de session, dans la zone de notification, et tenir l’index à jour.</translation>
    </message>
    <message>
        <source>Keys that show or hide the window from anywhere, such as Ctrl+Alt+Space; empty for none. Where the system allows no program to take keys, bind the command `pplx-desktop --toggle` in its own settings.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Touches qui affichent ou masquent la fenêtre de partout, comme Ctrl+Alt+Space&#x202f;; vide pour aucune. Là où le système n’accorde de touches à aucun programme, associez-y la commande `pplx-desktop --toggle` dans ses paramètres.</translation>
    </message>
    <message>
        <source>Say once, outside of the window, when all folders have been indexed.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Prévenir une fois, hors de la fenêtre, quand tous les dossiers sont indexés.</translation>
    </message>
    <message>
        <source>{name} must be a list of texts</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être une liste de textes</translation>
    </message>
    <message>
        <source>{name} must be a value like {default}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être une valeur comme {default}</translation>
    </message>
    <message>
        <source>{name} must be at least {minimum}, or 0</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être d’au moins {minimum}, ou 0</translation>
    </message>
    <message>
        <source>{name} must be at least {minimum}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être d’au moins {minimum}</translation>
    </message>
    <message>
        <source>{name} must be at most {maximum}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être d’au plus {maximum}</translation>
    </message>
    <message>
        <source>{name} must be a multiple of {multiple_of}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être un multiple de {multiple_of}</translation>
    </message>
    <message>
        <source>{name} must be one of {choices}</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>{name} doit être l’une de ces valeurs&#xa0;: {choices}</translation>
    </message>
    <message>
        <source>The settings in {origin} cannot be read: {detail}.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Les paramètres de {origin} ne peuvent pas être lus&#xa0;: {detail}.</translation>
    </message>
    <message>
        <source>Mend the file, or move it away to start with new settings.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Corrigez le fichier, ou déplacez-le pour repartir avec de nouveaux paramètres.</translation>
    </message>
    <message>
        <source>The settings could not be written to {path}: {strerror}.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Les paramètres n’ont pas pu être écrits dans {path}&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check free space and permissions of the folder.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Vérifiez l’espace libre et les droits du dossier.</translation>
    </message>
    <message>
        <source>The settings file {path} is gone or empty.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Le fichier de paramètres {path} est absent ou vide.</translation>
    </message>
    <message>
        <source>Put it back, or change a setting here to have it written again. Nothing is forgotten before the program starts anew.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Remettez-le en place, ou changez ici un paramètre pour qu’il soit réécrit. Rien n’est oublié avant le prochain démarrage.</translation>
    </message>
    <message>
        <source>Another process is changing the settings in {path}, and does not come to an end.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Un autre processus modifie les paramètres de {path} et n’en finit pas.</translation>
    </message>
    <message>
        <source>Close the other pplx-desktop, or try again in a moment.</source>
        <extracomment>engine: core/settings.py</extracomment>
        <translation>Fermez l’autre pplx-desktop, ou réessayez dans un instant.</translation>
    </message>
    <message>
        <source>Install the model again, or choose another one (see `models list`). Search by words goes on.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Réinstallez le modèle, ou choisissez-en un autre (voir `models list`). La recherche par les mots continue.</translation>
    </message>
    <message>
        <source>{smallest} to {native_dims}</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>{smallest} à {native_dims}</translation>
    </message>
    <message>
        <source>has vectors of {smallest} to {native_dims} dimensions, by multiples of 8, and none of {dims}</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>a des vecteurs de {smallest} à {native_dims} dimensions, par multiples de 8, et aucun de {dims}</translation>
    </message>
    <message>
        <source>reads {smallest_window} to {positions} tokens at once, and cannot read {window}</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>lit {smallest_window} à {positions} jetons à la fois, et ne peut pas en lire {window}</translation>
    </message>
    <message>
        <source>The model {name} has vectors of {known} dimensions, by multiples of 8, and none of {dims}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Le modèle {name} a des vecteurs de {known} dimensions, par multiples de 8, et aucun de {dims}.</translation>
    </message>
    <message>
        <source>The model {name} reads {smallest_window} to {positions} tokens at once, and cannot read {window}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Le modèle {name} lit {smallest_window} à {positions} jetons à la fois, et ne peut pas en lire {window}.</translation>
    </message>
    <message>
        <source>Set `dims` and `window_tokens` to 0 for what suits the model, or choose another one.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Dans les paramètres, mettez «&#x202f;Dimensions des vecteurs&#x202f;» (`dims`) et «&#x202f;Jetons lus à la fois&#x202f;» (`window_tokens`) à 0 pour ce qui convient au modèle, ou choisissez un autre modèle.</translation>
    </message>
    <message>
        <source>There is no model named {name}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Il n’y a pas de modèle nommé {name}.</translation>
    </message>
    <message>
        <source>Known models: {known}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Modèles connus&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>The model {name} is not installed: {paths} not found in {folder}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Le modèle {name} n’est pas installé&#xa0;: {paths} introuvable dans {folder}.</translation>
    </message>
    <message>
        <source>{way_here}, or choose another model (see `models list`).</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>{way_here}, ou choisissez un autre modèle (voir `models list`).</translation>
    </message>
    <message>
        <source>`models get {name}` downloads it from {source}, `models import` takes it from a folder</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>`models get {name}` le télécharge depuis {source}, `models import` le prend dans un dossier</translation>
    </message>
    <message>
        <source>Bring it from {source} with `models import`</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Importez-le depuis {source} avec `models import`</translation>
    </message>
    <message>
        <source>If you changed it yourself, remove {folder}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Si vous l’avez modifié vous-même, supprimez {folder}.</translation>
    </message>
    <message>
        <source>The file {folder} of the model {name} is damaged or was altered.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Le fichier {folder} du modèle {name} est endommagé ou a été modifié.</translation>
    </message>
    <message>
        <source>Install the model again, or choose another one (see `models list`). Search by words goes on. If you changed it yourself, remove {folder}.</source>
        <extracomment>engine: embed/catalog.py</extracomment>
        <translation>Réinstallez le modèle, ou choisissez-en un autre (voir `models list`). La recherche par les mots continue. Si vous l’avez modifié vous-même, supprimez {folder}.</translation>
    </message>
    <message>
        <source>{name} is no name for a model.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>{name} n’est pas un nom de modèle.</translation>
    </message>
    <message>
        <source>Use small letters, digits, dots and dashes.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Utilisez des minuscules, des chiffres, des points et des tirets.</translation>
    </message>
    <message>
        <source>There is no folder {folder}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Il n’y a pas de dossier {folder}.</translation>
    </message>
    <message>
        <source>has no tokenizer.json</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>n’a pas de tokenizer.json</translation>
    </message>
    <message>
        <source>Export the tokenizer as a fast one, into this file.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Exportez le tokenizer rapide dans ce fichier.</translation>
    </message>
    <message>
        <source>does not say in its config.json how many dimensions it has (hidden_size)</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>ne dit pas dans son config.json combien de dimensions il a (hidden_size)</translation>
    </message>
    <message>
        <source>has {native_dims} dimensions by its config.json and {dims} by {chosen}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>a {native_dims} dimensions d’après son config.json et {dims} d’après {chosen}</translation>
    </message>
    <message>
        <source>Imported from a folder.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Importé d’un dossier.</translation>
    </message>
    <message>
        <source>Copy or export it again: it may be cut off or damaged.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Copiez-le ou exportez-le à nouveau&#xa0;: il est peut-être tronqué ou endommagé.</translation>
    </message>
    <message>
        <source>has no readable graph in {graph}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>n’a pas de graphe lisible dans {graph}</translation>
    </message>
    <message>
        <source>has a graph {graph} with weights outside of the folder</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>a un graphe {graph} dont les poids sont hors du dossier</translation>
    </message>
    <message>
        <source>lacks {path}, which holds weights of {graph}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>manque de {path}, qui contient des poids de {graph}</translation>
    </message>
    <message>
        <source>Copy this file too.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Copiez aussi ce fichier.</translation>
    </message>
    <message>
        <source>has a graph without values for each token: its outputs are {outputs}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>a un graphe sans valeurs pour chaque jeton&#xa0;: ses sorties sont {outputs}</translation>
    </message>
    <message>
        <source>Export it with the output {TOKEN_OUTPUTS}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Exportez-le avec la sortie {TOKEN_OUTPUTS}.</translation>
    </message>
    <message>
        <source>does not say in its config.json how long a text may be (max_position_embeddings)</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>ne dit pas dans son config.json quelle longueur un texte peut avoir (max_position_embeddings)</translation>
    </message>
    <message>
        <source>has the model type {model_type}, of which it is not known here how it makes a vector of its tokens</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>est de type {model_type}, dont on ne sait pas ici comment il fait un vecteur de ses jetons</translation>
    </message>
    <message>
        <source>It can be read if its type is bidirectional_pplx_qwen3, or if 1_Pooling/config.json asks for the mean alone.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Il peut être lu si son type est bidirectional_pplx_qwen3, ou si 1_Pooling/config.json ne demande que la moyenne.</translation>
    </message>
    <message>
        <source>wants instructions before its texts, which this program does not put there</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>veut des instructions devant ses textes, que ce programme n’y met pas</translation>
    </message>
    <message>
        <source>has no graph {graph}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>n’a pas de graphe {graph}</translation>
    </message>
    <message>
        <source>It has {found}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Il a {found}.</translation>
    </message>
    <message>
        <source>has no graph: no .onnx file in it or in its folder onnx</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>n’a pas de graphe&#xa0;: aucun fichier .onnx en lui ni dans son dossier onnx</translation>
    </message>
    <message>
        <source>Export the model to ONNX.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Exportez le modèle en ONNX.</translation>
    </message>
    <message>
        <source>has several graphs, and it is not clear which is meant: {candidates}</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>a plusieurs graphes, et on ne sait lequel est voulu&#xa0;: {candidates}</translation>
    </message>
    <message>
        <source>Name the one to use {QUANTISED} or {FULL}, or leave only that one.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Nommez celui à utiliser {QUANTISED} ou {FULL}, ou ne laissez que celui-là.</translation>
    </message>
    <message>
        <source>has no config.json</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>n’a pas de config.json</translation>
    </message>
    <message>
        <source>Give the folder that a model was downloaded or exported to.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>Indiquez le dossier où un modèle a été téléchargé ou exporté.</translation>
    </message>
    <message>
        <source>does not say in its config.json what type of model it is (model_type)</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>ne dit pas dans son config.json de quel type est le modèle (model_type)</translation>
    </message>
    <message>
        <source>{folder} is no model that can be used: it {complaint}.</source>
        <extracomment>engine: embed/forms.py</extracomment>
        <translation>{folder} n’est pas un modèle utilisable&#xa0;: il {complaint}.</translation>
    </message>
    <message>
        <source>fused, int8 with a scale for each token</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>fusionné, int8 avec une échelle par jeton</translation>
    </message>
    <message>
        <source>fused, int8 by token, 8-bit blocks after the gate</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>fusionné, int8 par jeton, blocs de 8 bits après la porte</translation>
    </message>
    <message>
        <source>fused, 8-bit blocks of 128</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>fusionné, blocs de 128 à 8 bits</translation>
    </message>
    <message>
        <source>fused, 4-bit blocks of 32</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>fusionné, blocs de 32 à 4 bits</translation>
    </message>
    <message>
        <source>fused, full precision</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>fusionné, pleine précision</translation>
    </message>
    <message>
        <source>fused, dynamic int8 with one scale for a run</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>fusionné, int8 dynamique avec une échelle par passe</translation>
    </message>
    <message>
        <source>as delivered, int8 with a scale for each token</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>tel que livré, int8 avec une échelle par jeton</translation>
    </message>
    <message>
        <source>as delivered, 8-bit blocks of 128</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>tel que livré, blocs de 128 à 8 bits</translation>
    </message>
    <message>
        <source>as delivered, 4-bit blocks of 32</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>tel que livré, blocs de 32 à 4 bits</translation>
    </message>
    <message>
        <source>as delivered, full precision</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>tel que livré, pleine précision</translation>
    </message>
    <message>
        <source>as delivered, dynamic int8 with one scale for a run</source>
        <extracomment>engine: embed/graph/grades.py</extracomment>
        <translation>tel que livré, int8 dynamique avec une échelle par passe</translation>
    </message>
    <message>
        <source>the model&apos;s graph gives no values for each token</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>le graphe du modèle ne donne pas de valeurs pour chaque jeton</translation>
    </message>
    <message>
        <source>Making the variant {variant}</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Préparation de la variante {variant}</translation>
    </message>
    <message>
        <source>its values have {hidden} dimensions, not {native_dims}</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>ses valeurs ont {hidden} dimensions, pas {native_dims}</translation>
    </message>
    <message>
        <source>{free} GB are free, {needed} GB are needed</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>{free}&#xa0;Go libres, {needed}&#xa0;Go nécessaires</translation>
    </message>
    <message>
        <source>The model&apos;s faster form cannot be written into {folder}: {strerror}.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>La forme rapide du modèle ne peut pas être écrite dans {folder}&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions, close what uses the model, and tune again.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Vérifiez les droits du dossier, fermez ce qui utilise le modèle, et recommencez l’adaptation.</translation>
    </message>
    <message>
        <source>There is no room for the model&apos;s faster form in {folder}.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Il n’y a pas de place pour la forme rapide du modèle dans {folder}.</translation>
    </message>
    <message>
        <source>Free some space and tune again; the model works as it was delivered meanwhile.</source>
        <extracomment>engine: embed/graph/variants.py</extracomment>
        <translation>Libérez de la place et recommencez l’adaptation&#x202f;; le modèle fonctionne entre-temps tel que livré.</translation>
    </message>
    <message>
        <source>The file {path} is no graph that can be read.</source>
        <extracomment>engine: embed/graph_facts.py</extracomment>
        <translation>Le fichier {path} n’est pas un graphe lisible.</translation>
    </message>
    <message>
        <source>Install the model again, or choose another one (see `models list`).</source>
        <extracomment>engine: embed/graph_facts.py</extracomment>
        <translation>Réinstallez le modèle, ou choisissez-en un autre (voir `models list`).</translation>
    </message>
    <message>
        <source>is packed in a way that is not known here</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>est compressé d’une façon inconnue ici</translation>
    </message>
    <message>
        <source>Pack it as ZIP.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Compressez-le en ZIP.</translation>
    </message>
    <message>
        <source>holds more than the {in_bytes} that are free on this disk</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>contient plus que les {in_bytes} libres sur ce disque</translation>
    </message>
    <message>
        <source>Make room, or unpack it elsewhere and import the folder.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Faites de la place, ou décompressez-le ailleurs et importez le dossier.</translation>
    </message>
    <message>
        <source>more than {MAX_MEMBERS} entries</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>plus de {MAX_MEMBERS} entrées</translation>
    </message>
    <message>
        <source>an entry named {raw}</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>une entrée nommée {raw}</translation>
    </message>
    <message>
        <source>{path} is there twice</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path} deux fois</translation>
    </message>
    <message>
        <source>a link {path} that leads out of it</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>un lien {path} qui en sort</translation>
    </message>
    <message>
        <source>is not safe to unpack: it has {what}</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>n’est pas sûr à décompresser&#xa0;: il a {what}</translation>
    </message>
    <message>
        <source>Get it from someone you trust.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Prenez-le chez quelqu’un de confiance.</translation>
    </message>
    <message>
        <source>is protected by a password</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>est protégé par un mot de passe</translation>
    </message>
    <message>
        <source>Unpack it yourself and import the folder.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Décompressez-le vous-même et importez le dossier.</translation>
    </message>
    <message>
        <source>Unpacking {name}</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Décompression de {name}</translation>
    </message>
    <message>
        <source>{path}, which is a device</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path}, qui est un périphérique</translation>
    </message>
    <message>
        <source>is a {kind} archive</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>est une archive {kind}</translation>
    </message>
    <message>
        <source>Pack it as ZIP or tar.gz instead.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Compressez-le plutôt en ZIP ou tar.gz.</translation>
    </message>
    <message>
        <source>is neither a folder nor an archive that is known here</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>n’est ni un dossier ni une archive connue ici</translation>
    </message>
    <message>
        <source>Give a folder, a ZIP or a tar archive.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Indiquez un dossier, une archive ZIP ou tar.</translation>
    </message>
    <message>
        <source>{path} cannot be read</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path} ne peut pas être lu</translation>
    </message>
    <message>
        <source>{path}, which is a device or a pipe</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>{path}, qui est un périphérique ou un tube</translation>
    </message>
    <message>
        <source>is damaged or not complete</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>est endommagé ou incomplet</translation>
    </message>
    <message>
        <source>Copy it again, and compare its size.</source>
        <extracomment>engine: embed/install/archives.py</extracomment>
        <translation>Copiez-le à nouveau et comparez sa taille.</translation>
    </message>
    <message>
        <source>it is a ZIP archive or a PyTorch file</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est une archive ZIP ou un fichier PyTorch</translation>
    </message>
    <message>
        <source>it is compressed with gzip</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>il est compressé avec gzip</translation>
    </message>
    <message>
        <source>it is a PDF</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est un PDF</translation>
    </message>
    <message>
        <source>it is a GGUF file, for other programs</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est un fichier GGUF, pour d’autres programmes</translation>
    </message>
    <message>
        <source>it is a Python pickle</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est un pickle Python</translation>
    </message>
    <message>
        <source>it is a JSON text</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est un texte JSON</translation>
    </message>
    <message>
        <source>it is an XML text</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est un texte XML</translation>
    </message>
    <message>
        <source>{size} bytes instead of {size2}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>{size}&#xa0;octets au lieu de {size2}</translation>
    </message>
    <message>
        <source>SHA-256 {sha256} instead of {sha2562}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>SHA-256 {sha256} au lieu de {sha2562}</translation>
    </message>
    <message>
        <source>Git SHA-1 {git} instead of {git2}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>Git SHA-1 {git} au lieu de {git2}</translation>
    </message>
    <message>
        <source>it is a web page, titled {title}</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est une page web intitulée {title}</translation>
    </message>
    <message>
        <source>it is a web page</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est une page web</translation>
    </message>
    <message>
        <source>it is a pointer of Git LFS, which says where the file is; `git lfs pull` in its folder gets the file</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>c’est un pointeur Git LFS, qui dit où est le fichier&#x202f;; `git lfs pull` dans son dossier le récupère</translation>
    </message>
    <message>
        <source>it is no ONNX graph</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>ce n’est pas un graphe ONNX</translation>
    </message>
    <message>
        <source>it is empty</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>il est vide</translation>
    </message>
    <message>
        <source>it is too large for a JSON text</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>il est trop gros pour un texte JSON</translation>
    </message>
    <message>
        <source>{name} is not what it should be: it is no JSON text.</source>
        <extracomment>engine: embed/install/contents.py</extracomment>
        <translation>{name} n’est pas ce qu’il devrait être&#xa0;: ce n’est pas un texte JSON.</translation>
    </message>
    <message>
        <source>The model {name} is not on a hub, so it cannot be downloaded.</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Le modèle {name} n’est sur aucun hub, il ne peut donc pas être téléchargé.</translation>
    </message>
    <message>
        <source>It came with the program, or was imported from a folder: `models import PATH`.</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Il est fourni avec le programme, ou a été importé d’un dossier&#xa0;: `models import CHEMIN`.</translation>
    </message>
    <message>
        <source>The description of {name} names no reference in full precision to download.</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>La description de {name} ne nomme aucune référence en pleine précision à télécharger.</translation>
    </message>
    <message>
        <source>Asking the hub</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Interrogation du hub</translation>
    </message>
    <message>
        <source>Looking at what is here</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Examen de ce qui est déjà là</translation>
    </message>
    <message>
        <source>Copying {path}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>Copie de {path}</translation>
    </message>
    <message>
        <source>{repository} at {revision}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>{repository} (révision {revision})</translation>
    </message>
    <message>
        <source>{path} of {repository} at {commit}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>{path} de {repository} (révision {commit})</translation>
    </message>
    <message>
        <source>not in the list of files</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>pas dans la liste des fichiers</translation>
    </message>
    <message>
        <source>expected {declared}, the hub has {there}</source>
        <extracomment>engine: embed/install/download.py</extracomment>
        <translation>attendu {declared}, le hub a {there}</translation>
    </message>
    <message>
        <source>{shortened} cannot be a model&apos;s name: up to {MAX_NAME} small letters, digits, dots and dashes.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shortened} ne peut pas être un nom de modèle&#xa0;: jusqu’à {MAX_NAME} minuscules, chiffres, points et tirets.</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Examen des fichiers</translation>
    </message>
    <message>
        <source>{path} does not have all files of {name}: {lacking} not found.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{path} n’a pas tous les fichiers de {name}&#xa0;: {lacking} introuvable.</translation>
    </message>
    <message>
        <source>They come from {source}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Ils viennent de {source}.</translation>
    </message>
    <message>
        <source>There are no files in {path}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Il n’y a pas de fichiers dans {path}.</translation>
    </message>
    <message>
        <source>{shortened} cannot be a model&apos;s name.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shortened} ne peut pas être un nom de modèle.</translation>
    </message>
    <message>
        <source>Give it one: `--name NAME`.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Donnez-lui-en un&#xa0;: `--name NOM`.</translation>
    </message>
    <message>
        <source>Give it a name of its own: `--name NAME`, or another one to its folder.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Donnez-lui un nom à lui&#xa0;: `--name NOM`, ou un autre à son dossier.</translation>
    </message>
    <message>
        <source>Give it a name of its own: `--name NAME`, or remove the one from {source} first.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Donnez-lui un nom à lui&#xa0;: `--name NOM`, ou supprimez d’abord celui de {source}.</translation>
    </message>
    <message>
        <source>There is a model named {name} already, and this is another one.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Il y a déjà un modèle nommé {name}, et celui-ci en est un autre.</translation>
    </message>
    <message>
        <source>Checking {path}</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Vérification de {path}</translation>
    </message>
    <message>
        <source>{path} in {path2} is damaged or was altered: its checksum differs.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{path} dans {path2} est endommagé ou a été modifié&#xa0;: sa somme de contrôle diffère.</translation>
    </message>
    <message>
        <source>Copy it again from where it was right. The model in use was not touched.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Copiez-le à nouveau depuis une bonne source. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>There is nothing at {shown}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>Il n’y a rien à {shown}.</translation>
    </message>
    <message>
        <source>{shown} is neither a folder nor an archive.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shown} n’est ni un dossier ni une archive.</translation>
    </message>
    <message>
        <source>{shown} cannot be read: {strerror}.</source>
        <extracomment>engine: embed/install/local.py</extracomment>
        <translation>{shown} ne peut pas être lu&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là.</translation>
    </message>
    <message>
        <source>The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Les fichiers peuvent aussi être fournis autrement&#xa0;: `models import`.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <extracomment>engine: core/wanted.py</extracomment>
        <translation>Arrêté.</translation>
    </message>
    <message>
        <source>Find in the file, where the preview has the keyboard</source>
        <extracomment>keys_dialog.py</extracomment>
        <translation>Rechercher dans le fichier, quand l’aperçu a le focus</translation>
    </message>
    <message numerus="yes">
        <source>+%n or more</source>
        <extracomment>result_card.py; one: &quot;+%n or more&quot;</extracomment>
        <translation>
            <numerusform>+%n ou plus</numerusform>
            <numerusform>+%n ou plus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n more passages</source>
        <extracomment>results_model.py; one: &quot;at least %n more passage&quot;</extracomment>
        <translation>
            <numerusform>au moins %n autre passage</numerusform>
            <numerusform>au moins %n autres passages</numerusform>
        </translation>
    </message>
    <message>
        <source>Border between the two parts</source>
        <extracomment>split_handle.py</extracomment>
        <translation>Séparation entre les deux parties</translation>
    </message>
    <message>
        <source>not among the best by words</source>
        <extracomment>why_wording.py</extracomment>
        <translation>pas parmi les meilleurs par les mots</translation>
    </message>
    <message>
        <source>The server {host} cannot be found: there is no network, or no such name.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le serveur {host} est introuvable&#xa0;: pas de réseau, ou nom inexistant.</translation>
    </message>
    <message>
        <source>Check the connection, and the address if HF_ENDPOINT names a mirror. The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez la connexion, et l’adresse si HF_ENDPOINT nomme un miroir. Les fichiers peuvent aussi être fournis autrement&#xa0;: `models import`.</translation>
    </message>
    <message>
        <source>The server {host} does not answer.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le serveur {host} ne répond pas.</translation>
    </message>
    <message>
        <source>Try again later, or set HTTPS_PROXY if this network needs a proxy. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Réessayez plus tard, ou définissez HTTPS_PROXY si ce réseau exige un proxy. Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là.</translation>
    </message>
    <message>
        <source>No secure connection to {host}: its certificate is not trusted, or something in between is in the way.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Pas de connexion sûre à {host}&#xa0;: son certificat n’est pas reconnu, ou quelque chose s’interpose.</translation>
    </message>
    <message>
        <source>Check the computer&apos;s date. Where a company inspects the traffic, let SSL_CERT_FILE name its certificate.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez la date de l’ordinateur. Si une entreprise inspecte le trafic, indiquez son certificat par SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>The proxy refuses the connection or does not answer.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le proxy refuse la connexion ou ne répond pas.</translation>
    </message>
    <message>
        <source>Check HTTPS_PROXY and HTTP_PROXY (name and password go before the @, their special characters as %40 and the like), or add the server to NO_PROXY.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez HTTPS_PROXY et HTTP_PROXY (nom et mot de passe avant le @, leurs caractères spéciaux sous la forme %40 et similaires), ou ajoutez le serveur à NO_PROXY.</translation>
    </message>
    <message>
        <source>{host} is no address of a hub: one begins with https://.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} n’est pas l’adresse d’un hub&#xa0;: elle commence par https://.</translation>
    </message>
    <message>
        <source>Correct HF_ENDPOINT, or unset it to download from huggingface.co.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Corrigez HF_ENDPOINT, ou retirez-le pour télécharger depuis huggingface.co.</translation>
    </message>
    <message>
        <source>The token for the hub has characters that no token has.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le jeton du hub a des caractères qu’aucun jeton n’a.</translation>
    </message>
    <message>
        <source>Set HF_TOKEN to a token copied from the hub, or unset it: most models need none.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Mettez dans HF_TOKEN un jeton copié du hub, ou retirez-le&#xa0;: la plupart des modèles n’en demandent pas.</translation>
    </message>
    <message>
        <source>Nothing is downloaded, because HF_HUB_OFFLINE is set.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Rien n’est téléchargé, car HF_HUB_OFFLINE est défini.</translation>
    </message>
    <message>
        <source>Unset HF_HUB_OFFLINE. The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Retirez HF_HUB_OFFLINE. Les fichiers peuvent aussi être fournis autrement&#xa0;: `models import`.</translation>
    </message>
    <message>
        <source>{host} wants to know who asks for {what} (401).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} veut savoir qui demande {what} (401).</translation>
    </message>
    <message>
        <source>Make a token at the hub and set HF_TOKEN to it; one that is set may be too old. A hub says the same of a model that is not there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Créez un jeton sur le hub et mettez-le dans HF_TOKEN&#x202f;; celui qui s’y trouve est peut-être trop vieux. Un hub dit la même chose d’un modèle inexistant.</translation>
    </message>
    <message>
        <source>{host} does not give out {what} (403).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} ne donne pas {what} (403).</translation>
    </message>
    <message>
        <source>Open the model&apos;s page at the hub and accept its terms, then set HF_TOKEN to a token of yours.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Ouvrez la page du modèle sur le hub, acceptez ses conditions, puis mettez un jeton à vous dans HF_TOKEN.</translation>
    </message>
    <message>
        <source>{host} does not have {what} (404).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} n’a pas {what} (404).</translation>
    </message>
    <message>
        <source>It was moved or removed, or HF_ENDPOINT names a mirror that does not have it. The files can also be brought another way: `models import`.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Il a été déplacé ou retiré, ou HF_ENDPOINT nomme un miroir qui ne l’a pas. Les fichiers peuvent aussi être fournis autrement&#xa0;: `models import`.</translation>
    </message>
    <message>
        <source>{host} asks us to come back later: too many requests from this network (429).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} demande de revenir plus tard&#xa0;: trop de requêtes depuis ce réseau (429).</translation>
    </message>
    <message>
        <source>Wait some minutes, or set HF_TOKEN, for which more is allowed. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Attendez quelques minutes, ou définissez HF_TOKEN, qui autorise davantage. Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là.</translation>
    </message>
    <message>
        <source>{host} has a problem of its own ({status}).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} a lui-même un problème ({status}).</translation>
    </message>
    <message>
        <source>Try again later. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Réessayez plus tard. Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là.</translation>
    </message>
    <message>
        <source>{host} refuses to give out {what} ({status}).</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} refuse de donner {what} ({status}).</translation>
    </message>
    <message>
        <source>A web page, titled {title}, came in place of {what}: a proxy or the sign-in page of this network answers for {host}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Une page web intitulée {title} est venue à la place de {what}&#xa0;: un proxy ou la page de connexion de ce réseau répond pour {host}.</translation>
    </message>
    <message>
        <source>A web page came in place of {what}: a proxy or the sign-in page of this network answers for {host}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Une page web est venue à la place de {what}&#xa0;: un proxy ou la page de connexion de ce réseau répond pour {host}.</translation>
    </message>
    <message>
        <source>Open any page in a browser and sign in, or ask whoever runs the proxy to let this server through.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Ouvrez une page dans un navigateur et connectez-vous, ou demandez à qui gère le proxy de laisser passer ce serveur.</translation>
    </message>
    <message>
        <source>{host} answers, but not as a model hub does.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{host} répond, mais pas comme un hub de modèles.</translation>
    </message>
    <message>
        <source>Check HF_ENDPOINT; without it, the models come from huggingface.co.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez HF_ENDPOINT&#x202f;; sans lui, les modèles viennent de huggingface.co.</translation>
    </message>
    <message>
        <source>The download of {what} broke off at {in_bytes} of {in_bytes2}, again and again.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le téléchargement de {what} s’est interrompu à {in_bytes} sur {in_bytes2}, à plusieurs reprises.</translation>
    </message>
    <message>
        <source>The download of {what} stands still at {in_bytes} of {in_bytes2}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le téléchargement de {what} est bloqué à {in_bytes} sur {in_bytes2}.</translation>
    </message>
    <message>
        <source>Check the connection. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez la connexion. Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là.</translation>
    </message>
    <message>
        <source>The server announces {announced} bytes for {what}, which has {size}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le serveur annonce {announced}&#xa0;octets pour {what}, qui en a {size}.</translation>
    </message>
    <message>
        <source>A proxy or mirror serves another file. Try without it. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Un proxy ou un miroir sert un autre fichier. Essayez sans lui. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>What came for {what} is not what its author published: the checksum differs.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Ce qui est venu pour {what} n’est pas ce que son auteur a publié&#xa0;: la somme de contrôle diffère.</translation>
    </message>
    <message>
        <source>It was thrown away. A proxy, a mirror or a bad disk may be the cause: try again. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Il a été jeté. Un proxy, un miroir ou un mauvais disque peut en être la cause&#xa0;: réessayez. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>The hub has another {what} than the one this program was made for, so nothing was downloaded.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le hub a un autre {what} que celui pour lequel ce programme est fait, donc rien n’a été téléchargé.</translation>
    </message>
    <message>
        <source>Install a newer version of the program, which may know it.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Installez une version plus récente du programme, qui le connaît peut-être.</translation>
    </message>
    <message>
        <source>{what} is not what it should be: {complaint}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>{what} n’est pas ce qu’il devrait être&#xa0;: {complaint}.</translation>
    </message>
    <message>
        <source>Get the right file, then try again. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Procurez-vous le bon fichier, puis réessayez. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>The model needs {in_bytes} more on the disk of {folder}, and {in_bytes2} are free.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le modèle demande encore {in_bytes} sur le disque de {folder}, et {in_bytes2} sont libres.</translation>
    </message>
    <message>
        <source>Make room, or let PPLX_DESKTOP_HOME name a folder on another disk. Nothing was downloaded.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Faites de la place, ou indiquez par PPLX_DESKTOP_HOME un dossier sur un autre disque. Rien n’a été téléchargé.</translation>
    </message>
    <message>
        <source>The disk of {folder} is full.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le disque de {folder} est plein.</translation>
    </message>
    <message>
        <source>Make room. What was downloaded is kept: the next try goes on from there. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Faites de la place. Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>The disk of {folder} takes no file of this size.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Le disque de {folder} n’accepte pas de fichier de cette taille.</translation>
    </message>
    <message>
        <source>FAT disks end at 4 GB: let PPLX_DESKTOP_HOME name a folder on another disk.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Les disques FAT s’arrêtent à 4&#xa0;Go&#xa0;: indiquez par PPLX_DESKTOP_HOME un dossier sur un autre disque.</translation>
    </message>
    <message>
        <source>Nothing can be written to {filename}: {strerror}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Rien ne peut être écrit dans {filename}&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or let PPLX_DESKTOP_HOME name another one.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez les droits du dossier, ou indiquez-en un autre par PPLX_DESKTOP_HOME.</translation>
    </message>
    <message>
        <source>Reading or writing {filename} failed: {strerror}.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>La lecture ou l’écriture de {filename} a échoué&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the disk. The model in use was not touched.</source>
        <extracomment>engine: embed/install/problems.py</extracomment>
        <translation>Vérifiez le disque. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>The files of {name} are in use, so they cannot be replaced now.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Les fichiers de {name} sont utilisés et ne peuvent pas être remplacés maintenant.</translation>
    </message>
    <message>
        <source>Choose another model or close the program, then try again. What was downloaded is kept.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Choisissez un autre modèle ou fermez le programme, puis réessayez. Ce qui est téléchargé est gardé.</translation>
    </message>
    <message>
        <source>Another pplx-desktop is installing or removing a model.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Un autre pplx-desktop installe ou supprime un modèle.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it there.</source>
        <extracomment>engine: embed/install/staging.py</extracomment>
        <translation>Attendez qu’il ait fini, ou arrêtez-le là-bas.</translation>
    </message>
    <message>
        <source>Downloading {path}</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>Téléchargement de {path}</translation>
    </message>
    <message>
        <source>more than {size} bytes</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>plus de {size}&#xa0;octets</translation>
    </message>
    <message>
        <source>the server ended at {tell} of {size} bytes</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>le serveur s’est arrêté à {tell}&#xa0;octets sur {size}</translation>
    </message>
    <message>
        <source>an answer that says it is HTML</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>une réponse qui se dit HTML</translation>
    </message>
    <message>
        <source>the server has no such range</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>le serveur n’a pas cette plage</translation>
    </message>
    <message>
        <source>the server sent another range than was asked for</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>le serveur a envoyé une autre plage que demandé</translation>
    </message>
    <message>
        <source>{count} bytes in {now} s</source>
        <extracomment>engine: embed/install/transfer.py</extracomment>
        <translation>{count}&#xa0;octets en {now}&#xa0;s</translation>
    </message>
    <message>
        <source>The description of a model in {path} cannot be used: {error}.</source>
        <extracomment>engine: embed/manifest.py</extracomment>
        <translation>La description d’un modèle dans {path} ne peut pas être utilisée&#xa0;: {error}.</translation>
    </message>
    <message>
        <source>Mend or remove this file, or install the program again.</source>
        <extracomment>engine: embed/manifest.py</extracomment>
        <translation>Corrigez ou supprimez ce fichier, ou réinstallez le programme.</translation>
    </message>
    <message>
        <source>The process that ran this graph crashed or hung.</source>
        <extracomment>engine: embed/measuring.py</extracomment>
        <translation>Le processus qui exécutait ce graphe a planté ou s’est figé.</translation>
    </message>
    <message>
        <source>Close other programs if memory is short.</source>
        <extracomment>engine: embed/measuring.py</extracomment>
        <translation>Fermez d’autres programmes si la mémoire manque.</translation>
    </message>
    <message>
        <source>The model {name} gave values that are no finite numbers.</source>
        <extracomment>engine: embed/model.py</extracomment>
        <translation>Le modèle {name} a donné des valeurs qui ne sont pas des nombres finis.</translation>
    </message>
    <message>
        <source>Its files may be damaged or quantised badly: install it again, or choose another one (see `models list`).</source>
        <extracomment>engine: embed/model.py</extracomment>
        <translation>Ses fichiers sont peut-être endommagés ou mal quantifiés&#xa0;: réinstallez-le, ou choisissez-en un autre (voir `models list`).</translation>
    </message>
    <message>
        <source>The record of the model&apos;s files in {path} cannot be read.</source>
        <extracomment>engine: embed/records.py</extracomment>
        <translation>Le registre des fichiers du modèle dans {path} ne peut pas être lu.</translation>
    </message>
    <message>
        <source>Remove it if you trust the files beside it: their checksums are then recorded again.</source>
        <extracomment>engine: embed/records.py</extracomment>
        <translation>Supprimez-le si vous faites confiance aux fichiers voisins&#xa0;: leurs sommes de contrôle seront alors enregistrées à nouveau.</translation>
    </message>
    <message>
        <source>The model&apos;s file {file} cannot be read: {strerror}.</source>
        <extracomment>engine: embed/records.py</extracomment>
        <translation>Le fichier {file} du modèle ne peut pas être lu&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>The model {graph} could not be loaded.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Le modèle {graph} n’a pas pu être chargé.</translation>
    </message>
    <message>
        <source>{title} could not be started.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>{title} n’a pas pu démarrer.</translation>
    </message>
    <message>
        <source>Set provider to auto or cpu.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Dans les paramètres, choisissez «&#x202f;Le plus rapide&#x202f;» ou «&#x202f;Le processeur&#x202f;» pour «&#x202f;Matériel de calcul&#x202f;» (`provider`).</translation>
    </message>
    <message>
        <source>The model stopped with an error.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Le modèle s’est arrêté sur une erreur.</translation>
    </message>
    <message>
        <source>Close other programs if memory is short, or choose a smaller model.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Fermez d’autres programmes si la mémoire manque, ou choisissez un modèle plus petit.</translation>
    </message>
    <message>
        <source>The model {graph} does not fit its description: {complaint}.</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Le modèle {graph} ne correspond pas à sa description&#xa0;: {complaint}.</translation>
    </message>
    <message>
        <source>Install the model that the description means, or choose another one (see `models list`).</source>
        <extracomment>engine: embed/session.py</extracomment>
        <translation>Installez le modèle que vise la description, ou choisissez-en un autre (voir `models list`).</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer {path} cannot be read.</source>
        <extracomment>engine: embed/tokenization.py</extracomment>
        <translation>Le tokenizer {path} du modèle ne peut pas être lu.</translation>
    </message>
    <message>
        <source>The tokenizer of the model {name} has no separator: neither {tokens} nor the id {fallback}.</source>
        <extracomment>engine: embed/tokenization.py</extracomment>
        <translation>Le tokenizer du modèle {name} n’a pas de séparateur&#xa0;: ni {tokens}, ni le numéro {fallback}.</translation>
    </message>
    <message>
        <source>Install the model again. Without its separator it cannot tell the passages of a document apart.</source>
        <extracomment>engine: embed/tokenization.py</extracomment>
        <translation>Réinstallez le modèle. Sans son séparateur, il ne peut pas distinguer les passages d’un document.</translation>
    </message>
    <message>
        <source>This model is being tuned already.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Ce modèle est déjà en cours d’adaptation.</translation>
    </message>
    <message>
        <source>Let that finish, or stop it.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Laissez finir, ou arrêtez.</translation>
    </message>
    <message>
        <source>What tuning finds cannot be kept in {records}: {strerror}.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Le résultat de l’adaptation ne peut pas être gardé dans {records}&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of this folder and the free space of its disk.</source>
        <extracomment>engine: embed/tune/keeping.py</extracomment>
        <translation>Vérifiez les droits de ce dossier et l’espace libre de son disque.</translation>
    </message>
    <message>
        <source>its vectors differ: mean cosine {cosine}, at least {LEAST_COSINE} is wanted</source>
        <extracomment>engine: embed/tune/likeness.py</extracomment>
        <translation>ses vecteurs diffèrent&#xa0;: cosinus moyen {cosine}, au moins {LEAST_COSINE} est demandé</translation>
    </message>
    <message>
        <source>it finds other texts: {same_top_10} of the ten nearest, {LEAST_SAME_TOP_10} is wanted</source>
        <extracomment>engine: embed/tune/likeness.py</extracomment>
        <translation>il trouve d’autres textes&#xa0;: {same_top_10} des dix plus proches, {LEAST_SAME_TOP_10} est demandé</translation>
    </message>
    <message>
        <source>Other programs took {busy} % of the processor when it began.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>D’autres programmes prenaient {busy}&#xa0;% du processeur au début.</translation>
    </message>
    <message>
        <source>Measuring the delivered graph</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Mesure du graphe fourni</translation>
    </message>
    <message>
        <source>Writing the record</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Enregistrement du résultat</translation>
    </message>
    <message>
        <source>({done} of {total})</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>({done} sur {total})</translation>
    </message>
    <message>
        <source>{step} ({done} of {total})</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>{step} ({done} sur {total})</translation>
    </message>
    <message>
        <source>the delivered graph, which is in full precision</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>le graphe fourni, qui est en pleine précision</translation>
    </message>
    <message>
        <source>the delivered graph, for the model in full precision is not here</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>le graphe fourni, car le modèle en pleine précision n’est pas ici</translation>
    </message>
    <message>
        <source>The model in full precision was not loaded to compare with: {reason}.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Le modèle en pleine précision n’a pas été chargé pour comparer&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>the delivered graph, for there is no memory for the model in full precision</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>le graphe fourni, faute de mémoire pour le modèle en pleine précision</translation>
    </message>
    <message>
        <source>Reading the model in full precision</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Lecture du modèle en pleine précision</translation>
    </message>
    <message>
        <source>the model in full precision (fp32)</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>le modèle en pleine précision (fp32)</translation>
    </message>
    <message>
        <source>The delivered graph itself is not faithful: {complaint}.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Le graphe fourni lui-même n’est pas fidèle&#xa0;: {complaint}.</translation>
    </message>
    <message>
        <source>Making {variant}</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Préparation de {variant}</translation>
    </message>
    <message>
        <source>the delivered graph is that</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>le graphe fourni l’est déjà</translation>
    </message>
    <message>
        <source>Measuring {variant}</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Mesure de {variant}</translation>
    </message>
    <message>
        <source>it could not be written: {strerror}</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>il n’a pas pu être écrit&#xa0;: {strerror}</translation>
    </message>
    <message>
        <source>its vectors change with what else is in the same run</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>ses vecteurs changent selon ce qui passe en même temps</translation>
    </message>
    <message>
        <source>Measuring {variant} with {count} threads</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Mesure de {variant} avec {count} threads</translation>
    </message>
    <message>
        <source>Measuring sizes of windows</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Mesure des tailles de fenêtre</translation>
    </message>
    <message>
        <source>The same work took times that differ by {apart}: the machine was busy or changed its clock. The number of threads was left alone; tune again when nothing else runs.</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>Le même travail a pris des temps différant de {apart}&#xa0;: la machine était occupée ou a changé de fréquence. Le nombre de threads est resté tel quel&#xa0;; recommencez l’adaptation quand rien d’autre ne tourne.</translation>
    </message>
    <message>
        <source>it needs about {needed} GB of memory, and {free} GB are free</source>
        <extracomment>engine: embed/tune/race.py</extracomment>
        <translation>il demande environ {needed}&#xa0;Go de mémoire, et {free}&#xa0;Go sont libres</translation>
    </message>
    <message>
        <source>it was tuned with onnxruntime {onnxruntime}, and this is {onnxruntime2}</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>il a été adapté avec onnxruntime {onnxruntime}, et ceci est {onnxruntime2}</translation>
    </message>
    <message>
        <source>it was tuned on another machine ({machine})</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>il a été adapté sur une autre machine ({machine})</translation>
    </message>
    <message>
        <source>the model&apos;s files are others now, or what its manifest says of them</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>les fichiers du modèle ont changé, ou ce que sa description en dit</translation>
    </message>
    <message>
        <source>the file {records} was altered</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>le fichier {records} a été modifié</translation>
    </message>
    <message>
        <source>the file {records} is missing or cannot be read</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>le fichier {records} manque ou ne peut pas être lu</translation>
    </message>
    <message>
        <source>{threads} thread</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>{threads} thread</translation>
    </message>
    <message>
        <source>as delivered, {threads} threads</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>tel que livré, {threads} threads</translation>
    </message>
    <message>
        <source>as delivered, {threads} thread</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>tel que livré, {threads} thread</translation>
    </message>
    <message>
        <source>{variant}, {threads} threads, {ratio} times as fast as delivered</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>{variant}, {threads} threads, {ratio} fois plus rapide qu’à la livraison</translation>
    </message>
    <message>
        <source>{variant}, {threads} thread, {ratio} times as fast as delivered</source>
        <extracomment>engine: embed/tuning.py</extracomment>
        <translation>{variant}, {threads} thread, {ratio} fois plus rapide qu’à la livraison</translation>
    </message>
    <message>
        <source>nothing, for the model in full precision is not here, and this is its first check</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>rien, car le modèle en pleine précision n’est pas ici et c’est sa première vérification</translation>
    </message>
    <message>
        <source>{name} cannot be trusted: {name2}: {found}, and {failed} more.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} n’est pas fiable&#xa0;: {name2}&#xa0;: {found}, et {failed} autres.</translation>
    </message>
    <message>
        <source>{name} cannot be trusted: {name2}: {found}.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} n’est pas fiable&#xa0;: {name2}&#xa0;: {found}.</translation>
    </message>
    <message>
        <source>{name} is what it should be; compared with {reference}.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} est ce qu’il devrait être&#x202f;; comparé à&#xa0;: {reference}.</translation>
    </message>
    <message>
        <source>Nothing is wrong with {name} as far as it can be seen; compared with nothing, for the model in full precision is not here, and this is its first check.</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Rien d’anormal avec {name}, autant qu’on puisse voir&#x202f;; comparé à rien, car le modèle en pleine précision n’est pas ici et c’est sa première vérification.</translation>
    </message>
    <message>
        <source>Reading the graphs</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Lecture des graphes</translation>
    </message>
    <message>
        <source>Reading the tokenizer</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Lecture du tokenizer</translation>
    </message>
    <message>
        <source>Embedding texts</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Apprentissage de textes</translation>
    </message>
    <message>
        <source>Comparing the vectors</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Comparaison des vecteurs</translation>
    </message>
    <message>
        <source>Looking at how it runs here</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Examen de son fonctionnement ici</translation>
    </message>
    <message>
        <source>Comparing checksums</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Comparaison des sommes de contrôle</translation>
    </message>
    <message>
        <source>{files} files, {total} MB, all SHA-256 match</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{files} fichiers, {total}&#xa0;Mo, tous les SHA-256 concordent</translation>
    </message>
    <message>
        <source>Comparing checksums of the model in full precision</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>Comparaison des sommes de contrôle du modèle en pleine précision</translation>
    </message>
    <message>
        <source>checksums of the reference</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>sommes de contrôle de la référence</translation>
    </message>
    <message>
        <source>{name} and its data match</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{name} et ses données concordent</translation>
    </message>
    <message>
        <source>the tokenizer has one, with the id {separator_id}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>le tokenizer en a un, de numéro {separator_id}</translation>
    </message>
    <message>
        <source>separator in a text</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>séparateur dans un texte</translation>
    </message>
    <message>
        <source>it is taken for the end of a passage</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>il est pris pour la fin d’un passage</translation>
    </message>
    <message>
        <source>it is read as text</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>il est lu comme du texte</translation>
    </message>
    <message>
        <source>{ids} tokens for a sentence of 7 words</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{ids} jetons pour une phrase de 7 mots</translation>
    </message>
    <message>
        <source>{bad} of {vectors} texts have values that are no finite numbers</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{bad} textes sur {vectors} ont des valeurs qui ne sont pas des nombres finis</translation>
    </message>
    <message>
        <source>in all of them</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>dans tous</translation>
    </message>
    <message>
        <source>finite values</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>valeurs finies</translation>
    </message>
    <message>
        <source>different texts differ</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>des textes différents diffèrent</translation>
    </message>
    <message>
        <source>{sum} texts have nothing but zeros</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{sum} textes n’ont que des zéros</translation>
    </message>
    <message>
        <source>their mean cosine is {alike}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>leur cosinus moyen est {alike}</translation>
    </message>
    <message>
        <source>they are in the right order</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>elles sont dans le bon ordre</translation>
    </message>
    <message>
        <source>the card&apos;s sample sentences</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>les phrases d’exemple de la fiche</translation>
    </message>
    <message>
        <source>values of another implementation</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>valeurs d’une autre implémentation</translation>
    </message>
    <message>
        <source>the tokenizer splits a text in another way</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>le tokenizer découpe un texte autrement</translation>
    </message>
    <message>
        <source>cosine {min} at the least, {mean} on average, with {texts} texts</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>cosinus {min} au moins, {mean} en moyenne, sur {texts} textes</translation>
    </message>
    <message>
        <source>the values of another implementation ({split})</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>les valeurs d’une autre implémentation ({split})</translation>
    </message>
    <message>
        <source>what it gives now was recorded for the next check</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>ce qu’il donne maintenant est enregistré pour la prochaine vérification</translation>
    </message>
    <message>
        <source>no record could be written</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>rien n’a pu être enregistré</translation>
    </message>
    <message>
        <source>there is nothing to compare them with; what it gives now was recorded for the next check</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>il n’y a rien à quoi les comparer&#x202f;; ce qu’il donne maintenant est enregistré pour la prochaine vérification</translation>
    </message>
    <message>
        <source>there is nothing to compare them with; no record could be written</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>il n’y a rien à quoi les comparer&#x202f;; rien n’a pu être enregistré</translation>
    </message>
    <message>
        <source>the record of the model in full precision (fp32)</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>l’enregistrement du modèle en pleine précision (fp32)</translation>
    </message>
    <message>
        <source>the record of its first check on this computer</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>l’enregistrement de sa première vérification sur cet ordinateur</translation>
    </message>
    <message>
        <source>mean cosine {cosine}, at least {SAME_MODEL_COSINE} is wanted</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>cosinus moyen {cosine}, au moins {SAME_MODEL_COSINE} est demandé</translation>
    </message>
    <message>
        <source>mean cosine {cosine}, {same_top_10} of the ten nearest, {same_bits} bits</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>cosinus moyen {cosine}, {same_top_10} des dix plus proches, {same_bits} des bits</translation>
    </message>
    <message>
        <source>{count} codes do not follow from {output}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>{count} codes ne découlent pas de {output}</translation>
    </message>
    <message>
        <source>follows from {output}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>découle de {output}</translation>
    </message>
    <message>
        <source>the output {name}</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>la sortie {name}</translation>
    </message>
    <message>
        <source>cosine {cosine}, {same_top_10} of the ten nearest</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>cosinus {cosine}, {same_top_10} des dix plus proches</translation>
    </message>
    <message>
        <source>as it was tuned ({variant})</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>tel qu’adapté ({variant})</translation>
    </message>
    <message>
        <source>compared with the delivered graph: cosine {cosine}, {same_top_10} of the ten nearest</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>comparé au graphe fourni&#xa0;: cosinus {cosine}, {same_top_10} des dix plus proches</translation>
    </message>
    <message>
        <source>as it was tuned</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>tel qu’adapté</translation>
    </message>
    <message>
        <source>what computes</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>matériel de calcul</translation>
    </message>
    <message>
        <source>the processor; this onnxruntime has nothing else</source>
        <extracomment>engine: embed/verify.py</extracomment>
        <translation>le processeur&#x202f;; cet onnxruntime n’a rien d’autre</translation>
    </message>
    <message>
        <source>Indexing stopped on an error of the program. It is tried again.</source>
        <extracomment>engine: engine/background.py</extracomment>
        <translation>L’indexation s’est arrêtée sur une erreur du programme. Un nouvel essai est fait.</translation>
    </message>
    <message>
        <source>The index is damaged. It is built anew.</source>
        <extracomment>engine: engine/background.py</extracomment>
        <translation>L’index est endommagé. Il est reconstruit.</translation>
    </message>
    <message>
        <source>Indexing was stopped.</source>
        <extracomment>engine: engine/background.py</extracomment>
        <translation>L’indexation a été arrêtée.</translation>
    </message>
    <message>
        <source>The bundle could not be written to {target}: {strerror}.</source>
        <extracomment>engine: engine/diagnostics.py</extracomment>
        <translation>L’archive n’a pas pu être écrite dans {target}&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <extracomment>engine: engine/diagnostics.py</extracomment>
        <translation>Choisissez un autre endroit.</translation>
    </message>
    <message>
        <source>There is no text in this file.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Il n’y a pas de texte dans ce fichier.</translation>
    </message>
    <message>
        <source>Its parts are nested too deeply to be read.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Ses parties sont trop profondément imbriquées pour être lues.</translation>
    </message>
    <message>
        <source>Reading this file takes more memory than one file may use.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Lire ce fichier demande plus de mémoire qu’un fichier n’en a droit.</translation>
    </message>
    <message>
        <source>It stays findable by its name.</source>
        <extracomment>engine: engine/extract_child.py</extracomment>
        <translation>Il reste trouvable par son nom.</translation>
    </message>
    <message>
        <source>The reader gave an answer that makes no sense.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Le lecteur a donné une réponse qui n’a pas de sens.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>La lecture a été arrêtée.</translation>
    </message>
    <message>
        <source>The system starts no process to read files with.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Le système ne démarre aucun processus pour lire les fichiers.</translation>
    </message>
    <message>
        <source>Close other programs; it is tried again.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Fermez d’autres programmes&#x202f;; un nouvel essai sera fait.</translation>
    </message>
    <message>
        <source>Reading this file took longer than {limit_s} s.</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Lire ce fichier a pris plus de {limit_s}&#xa0;s.</translation>
    </message>
    <message>
        <source>The reader of this kind of file crashed on it (exit code {exit_code}).</source>
        <extracomment>engine: engine/extract_pool.py</extracomment>
        <translation>Le lecteur de ce type de fichier a planté dessus (code {exit_code}).</translation>
    </message>
    <message>
        <source>Hidden folders, caches and what `exclude` names are: see the settings in the README.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Dossiers cachés, caches et ce que nomme `exclude`&#xa0;: voir les paramètres dans le README.</translation>
    </message>
    <message>
        <source>{root} lies in {known}, where it is left out.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{root} est dans {known}, où il est exclu.</translation>
    </message>
    <message>
        <source>{root} would take the place of {lost}, which is left out in there.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{root} prendrait la place de {lost}, qui y est exclu.</translation>
    </message>
    <message>
        <source>Remove that folder first, or take it in by a pattern with `!`. Hidden folders, caches and what `exclude` names are: see the settings in the README.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Retirez d’abord ce dossier, ou incluez-le par un motif avec `!`. Dossiers cachés, caches et ce que nomme `exclude`&#xa0;: voir les paramètres dans le README.</translation>
    </message>
    <message>
        <source>{root} is not one of the folders that are searched.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{root} n’est pas l’un des dossiers explorés.</translation>
    </message>
    <message>
        <source>These are: {known}.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Les voici&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>{place} is in none of the folders that are searched.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>{place} n’est dans aucun des dossiers explorés.</translation>
    </message>
    <message>
        <source>Add its folder first: pplx-desktop folders add PATH</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Ajoutez d’abord son dossier&#xa0;: pplx-desktop folders add CHEMIN</translation>
    </message>
    <message>
        <source>The name of the folder is empty.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Le nom du dossier est vide.</translation>
    </message>
    <message>
        <source>Give its path; `.` is this one.</source>
        <extracomment>engine: engine/folders.py</extracomment>
        <translation>Indiquez son chemin&#x202f;; `.` est celui-ci.</translation>
    </message>
    <message>
        <source>The model {name} cannot be removed while something is done with it.</source>
        <extracomment>engine: engine/host.py</extracomment>
        <translation>Le modèle {name} ne peut pas être supprimé pendant qu’on s’en sert.</translation>
    </message>
    <message>
        <source>Wait until it is done, or stop it.</source>
        <extracomment>engine: engine/host.py</extracomment>
        <translation>Attendez que ce soit fini, ou arrêtez-le.</translation>
    </message>
    <message>
        <source>The index is of an older version of the program and is brought up to date first, a million passages in about two minutes. Until then nothing can be found.</source>
        <extracomment>engine: engine/index_session.py</extracomment>
        <translation>L’index vient d’une version plus ancienne du programme et est d’abord mis à jour, un million de passages en deux minutes environ. D’ici là, rien ne peut être trouvé.</translation>
    </message>
    <message>
        <source>The index was damaged. It was set aside as {name} and is being built anew.</source>
        <extracomment>engine: engine/index_session.py</extracomment>
        <translation>L’index était endommagé. Il a été mis de côté sous le nom {name} et est reconstruit.</translation>
    </message>
    <message>
        <source>There is no job called {kind}.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>Il n’y a pas de tâche nommée {kind}.</translation>
    </message>
    <message>
        <source>{in_bytes} were here already.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{in_bytes} étaient déjà là.</translation>
    </message>
    <message>
        <source>{name} is installed: {in_bytes} downloaded and verified. {in_bytes2} were here already.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} est installé&#xa0;: {in_bytes} téléchargés et vérifiés. {in_bytes2} étaient déjà là.</translation>
    </message>
    <message>
        <source>{name} is installed: {in_bytes} downloaded and verified.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} est installé&#xa0;: {in_bytes} téléchargés et vérifiés.</translation>
    </message>
    <message>
        <source>{name} is installed: all its files were on this computer, and are verified.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} est installé&#xa0;: tous ses fichiers étaient sur cet ordinateur et sont vérifiés.</translation>
    </message>
    <message>
        <source>{name} is imported and verified: {in_bytes}.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} est importé et vérifié&#xa0;: {in_bytes}.</translation>
    </message>
    <message>
        <source>{name} runs as {chosen} now, {threads}</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} tourne maintenant en {chosen}, {threads}</translation>
    </message>
    <message>
        <source>{ratio} times as fast as delivered</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{ratio} fois plus rapide qu’à la livraison</translation>
    </message>
    <message>
        <source>nothing faster is as faithful</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>rien de plus rapide n’est aussi fidèle</translation>
    </message>
    <message>
        <source>{name} runs as {chosen} now, {threads}: {ratio} times as fast as delivered.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} tourne maintenant en {chosen}, {threads}&#xa0;: {ratio} fois plus rapide qu’à la livraison.</translation>
    </message>
    <message>
        <source>{name} runs as {chosen} now, {threads}: nothing faster is as faithful.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} tourne maintenant en {chosen}, {threads}&#xa0;: rien de plus rapide n’est aussi fidèle.</translation>
    </message>
    <message>
        <source>{count} threads</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{count} threads</translation>
    </message>
    <message>
        <source>{count} thread</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{count} thread</translation>
    </message>
    <message>
        <source>Checking and loading the model</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>Vérification et chargement du modèle</translation>
    </message>
    <message>
        <source>{name} answers.</source>
        <extracomment>engine: engine/job_child.py</extracomment>
        <translation>{name} répond.</translation>
    </message>
    <message>
        <source>The model is busy with indexing.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Le modèle est occupé par l’indexation.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>The model&apos;s files are being replaced by others.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Les fichiers du modèle sont en cours de remplacement.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The model gave an answer that makes no sense.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Le modèle a donné une réponse qui n’a pas de sens.</translation>
    </message>
    <message>
        <source>Start again.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Recommencez.</translation>
    </message>
    <message>
        <source>The model&apos;s process ended unexpectedly, twice in a row.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Le processus du modèle s’est terminé de façon inattendue, deux fois de suite.</translation>
    </message>
    <message>
        <source>Search by words goes on. Close other programs if memory is short, or choose a smaller model.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>La recherche par les mots continue. Fermez d’autres programmes si la mémoire manque, ou choisissez un modèle plus petit.</translation>
    </message>
    <message>
        <source>This model is not in use any more: another one was chosen, or the program is ending.</source>
        <extracomment>engine: engine/lane.py</extracomment>
        <translation>Ce modèle n’est plus utilisé&#xa0;: un autre a été choisi, ou le programme se termine.</translation>
    </message>
    <message>
        <source>It cannot be used. {problem}</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Il ne peut pas être utilisé. {problem}</translation>
    </message>
    <message>
        <source>It is in use from now on. Its vectors are filled in in the background.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Il est utilisé désormais. Ses vecteurs sont calculés en arrière-plan.</translation>
    </message>
    <message>
        <source>The model {name} is the one in use, so it cannot be removed.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Le modèle {name} est utilisé, il ne peut donc pas être supprimé.</translation>
    </message>
    <message>
        <source>Choose another one first: `models use NAME`.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Choisissez-en d’abord un autre&#xa0;: `models use NOM`.</translation>
    </message>
    <message>
        <source>The model {name} came with the program and cannot be removed.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Le modèle {name} est fourni avec le programme et ne peut pas être supprimé.</translation>
    </message>
    <message>
        <source>The model {name} is not on this computer.</source>
        <extracomment>engine: engine/model_choice.py</extracomment>
        <translation>Le modèle {name} n’est pas sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Stopped. What was downloaded is kept: the next try goes on from there.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Arrêté. Ce qui est téléchargé est gardé&#xa0;: le prochain essai reprend là.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Arrêté. Rien n’a été importé.</translation>
    </message>
    <message>
        <source>Stopped. The model runs as before.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Arrêté. Le modèle tourne comme avant.</translation>
    </message>
    <message>
        <source>The process that was to {kind} the model ended unexpectedly.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Le processus de la tâche {kind} sur le modèle s’est terminé de façon inattendue.</translation>
    </message>
    <message>
        <source>Close other programs if memory is short, then try again. The model in use was not touched.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Fermez d’autres programmes si la mémoire manque, puis réessayez. Le modèle utilisé n’a pas été touché.</translation>
    </message>
    <message>
        <source>A job with a model gave an answer that makes no sense.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Une tâche sur un modèle a donné une réponse qui n’a pas de sens.</translation>
    </message>
    <message>
        <source>Another job with a model runs: {kind} {target}.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Une autre tâche sur un modèle est en cours&#xa0;: {kind} {target}.</translation>
    </message>
    <message>
        <source>The job stopped on an error of the program.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>La tâche s’est arrêtée sur une erreur du programme.</translation>
    </message>
    <message>
        <source>The program is ending.</source>
        <extracomment>engine: engine/model_jobs.py</extracomment>
        <translation>Le programme se termine.</translation>
    </message>
    <message>
        <source>This page cannot be drawn.</source>
        <extracomment>engine: engine/page_child.py</extracomment>
        <translation>Cette page ne peut pas être dessinée.</translation>
    </message>
    <message>
        <source>Another file is looked at by now.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Un autre fichier est regardé entre-temps.</translation>
    </message>
    <message>
        <source>Drawing this page took too long.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Dessiner cette page a pris trop de temps.</translation>
    </message>
    <message>
        <source>Drawing this page takes too much memory.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Dessiner cette page demande trop de mémoire.</translation>
    </message>
    <message>
        <source>{held} files are gone from {root}, most of what was in it. They are kept in the index until you confirm that they are gone for good.</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>{held} fichiers ont disparu de {root}, l’essentiel de son contenu. Ils restent dans l’index jusqu’à ce que vous confirmiez leur disparition définitive.</translation>
    </message>
    <message>
        <source>it was exchanged for another while it was looked at</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>il a été échangé contre un autre pendant l’examen</translation>
    </message>
    <message>
        <source>an empty folder is in its place</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>un dossier vide est à sa place</translation>
    </message>
    <message>
        <source>{root} is another folder than before, maybe on another drive. What was known of it is kept until you confirm that it is gone for good.</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>{root} est un autre dossier qu’avant, peut-être sur un autre disque. Ce qu’on en savait est gardé jusqu’à ce que vous confirmiez sa disparition définitive.</translation>
    </message>
    <message>
        <source>{folder} could not be read. What was known of it is kept.</source>
        <extracomment>engine: engine/scanning.py</extracomment>
        <translation>{folder} n’a pas pu être lu. Ce qu’on en savait est gardé.</translation>
    </message>
    <message>
        <source>Nothing has been indexed yet.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Rien n’a encore été indexé.</translation>
    </message>
    <message>
        <source>Add a folder: pplx-desktop index FOLDER</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Ajoutez un dossier&#xa0;: pplx-desktop index DOSSIER</translation>
    </message>
    <message>
        <source>This file waits to be read.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Ce fichier attend d’être lu.</translation>
    </message>
    <message>
        <source>Until then it is found by its name.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>D’ici là, on le trouve par son nom.</translation>
    </message>
    <message>
        <source>The text of this file is not in the index: {label_of}.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Le texte de ce fichier n’est pas dans l’index&#xa0;: {label_of}.</translation>
    </message>
    <message>
        <source>The text of {path} is not in the index.</source>
        <extracomment>engine: engine/search_service.py</extracomment>
        <translation>Le texte de {path} n’est pas dans l’index.</translation>
    </message>
    <message>
        <source>No text was recognised in it.</source>
        <extracomment>engine: engine/text_stage.py</extracomment>
        <translation>Aucun texte n’y a été reconnu.</translation>
    </message>
    <message>
        <source>The program made an error with this file.</source>
        <extracomment>engine: engine/text_stage.py</extracomment>
        <translation>Le programme a fait une erreur avec ce fichier.</translation>
    </message>
    <message>
        <source>Another pplx-desktop is indexing just now.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Un autre pplx-desktop est en train d’indexer.</translation>
    </message>
    <message>
        <source>Close its window, or let it finish. Searching works meanwhile.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Fermez sa fenêtre, ou laissez-le finir. La recherche fonctionne entre-temps.</translation>
    </message>
    <message>
        <source>The index folder cannot be written: {strerror}.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Le dossier de l’index ne peut pas être écrit&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder that `pplx-desktop status` names.</source>
        <extracomment>engine: engine/writer_lock.py</extracomment>
        <translation>Vérifiez les droits du dossier que nomme `pplx-desktop status`.</translation>
    </message>
    <message>
        <source>This document is protected by a password.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Ce document est protégé par un mot de passe.</translation>
    </message>
    <message>
        <source>Save a copy without the password to search its text.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Enregistrez une copie sans mot de passe pour chercher dans son texte.</translation>
    </message>
    <message>
        <source>This file is damaged or was not written to its end.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Ce fichier est endommagé ou n’a pas été écrit jusqu’au bout.</translation>
    </message>
    <message>
        <source>This file unpacks to far more than a document holds.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Ce fichier se décompresse en bien plus que ce qu’un document contient.</translation>
    </message>
    <message>
        <source>It was left alone for safety.</source>
        <extracomment>engine: extract/archive.py</extracomment>
        <translation>Il n’a pas été lu, par sécurité.</translation>
    </message>
    <message>
        <source>This workbook could not be read.</source>
        <extracomment>engine: extract/cell_places.py</extracomment>
        <translation>Ce classeur n’a pas pu être lu.</translation>
    </message>
    <message>
        <source>This document is damaged inside.</source>
        <extracomment>engine: extract/compound.py</extracomment>
        <translation>L’intérieur de ce document est endommagé.</translation>
    </message>
    <message>
        <source>Open it in the program it comes from, and save it again.</source>
        <extracomment>engine: extract/compound.py</extracomment>
        <translation>Ouvrez-le dans son programme d’origine et enregistrez-le à nouveau.</translation>
    </message>
    <message>
        <source>This file is larger than is read of a file in an archive.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Ce fichier est plus gros que ce qui est lu d’un fichier dans une archive.</translation>
    </message>
    <message>
        <source>This archive is damaged; what lies behind the damage was not read.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Cette archive est endommagée&#x202f;; ce qui suit le dommage n’a pas été lu.</translation>
    </message>
    <message>
        <source>This archive is damaged or was not written to its end.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Cette archive est endommagée ou n’a pas été écrite jusqu’au bout.</translation>
    </message>
    <message>
        <source>Get another copy.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Procurez-vous une autre copie.</translation>
    </message>
    <message>
        <source>Unpack it yourself to search what is in it.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Décompressez-la vous-même pour chercher dans son contenu.</translation>
    </message>
    <message>
        <source>Files in archives are read when the setting archives is on.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Les fichiers des archives sont lus quand le paramètre «&#x202f;Fichiers dans les archives et les courriels&#x202f;» (`archives`) est activé.</translation>
    </message>
    <message>
        <source>This packed file is damaged.</source>
        <extracomment>engine: extract/containers.py</extracomment>
        <translation>Ce fichier compressé est endommagé.</translation>
    </message>
    <message>
        <source>It can still be found by its name.</source>
        <extracomment>engine: core/reasons.py</extracomment>
        <translation>On peut tout de même le trouver par son nom.</translation>
    </message>
    <message>
        <source>sound or video</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>du son ou de la vidéo</translation>
    </message>
    <message>
        <source>an archive of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>une archive d’un type</translation>
    </message>
    <message>
        <source>Unpack it to search what is in it.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Décompressez-la pour chercher dans son contenu.</translation>
    </message>
    <message>
        <source>a data file</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>un fichier de données</translation>
    </message>
    <message>
        <source>a picture of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>une image d’un type</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG to have text in it recognised.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Enregistrez-la en PNG ou JPEG pour que son texte soit reconnu.</translation>
    </message>
    <message>
        <source>a PostScript program</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>un programme PostScript</translation>
    </message>
    <message>
        <source>Convert it to PDF to search its text.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Convertissez-le en PDF pour chercher dans son texte.</translation>
    </message>
    <message>
        <source>a DjVu document</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>un document DjVu</translation>
    </message>
    <message>
        <source>a mailbox of Outlook</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>une boîte aux lettres Outlook</translation>
    </message>
    <message>
        <source>Export its mails as .msg, .eml or .mbox to search them.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Exportez ses courriels en .msg, .eml ou .mbox pour y chercher.</translation>
    </message>
    <message>
        <source>a WordPerfect document</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>un document WordPerfect</translation>
    </message>
    <message>
        <source>Save it as ODT or DOCX to search its text.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Enregistrez-le en ODT ou DOCX pour chercher dans son texte.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>Ce fichier est vide.</translation>
    </message>
    <message>
        <source>This is {what} that cannot be read.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>C’est {what} qui ne peut pas être lu.</translation>
    </message>
    <message>
        <source>This is {what}, which has no reader.</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>C’est {what}, sans lecteur pour le lire.</translation>
    </message>
    <message>
        <source>an old office document of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>un ancien document bureautique d’un type</translation>
    </message>
    <message>
        <source>an office document of a kind</source>
        <extracomment>engine: extract/detection.py</extracomment>
        <translation>un document bureautique d’un type</translation>
    </message>
    <message>
        <source>Text in {pictured_pages} pages or pictures of it was not read.</source>
        <extracomment>engine: extract/document_builder.py</extracomment>
        <translation>Le texte de {pictured_pages} de ses pages ou images n’a pas été lu.</translation>
    </message>
    <message>
        <source>Text in {pictured_pages} page or picture of it was not read.</source>
        <extracomment>engine: extract/document_builder.py</extracomment>
        <translation>Le texte de {pictured_pages} de ses pages ou images n’a pas été lu.</translation>
    </message>
    <message>
        <source>The text of this file is a picture.</source>
        <extracomment>engine: extract/document_builder.py</extracomment>
        <translation>Le texte de ce fichier est une image.</translation>
    </message>
    <message>
        <source>A document inside this one could not be read: {name} ({code}).</source>
        <extracomment>engine: extract/docx.py</extracomment>
        <translation>Un document contenu dans celui-ci n’a pas pu être lu&#xa0;: {name} ({code}).</translation>
    </message>
    <message>
        <source>A part of this document is damaged: {kind}.</source>
        <extracomment>engine: extract/docx.py</extracomment>
        <translation>Une partie de ce document est endommagée&#xa0;: {kind}.</translation>
    </message>
    <message>
        <source>This file is too large to be drawn.</source>
        <extracomment>engine: extract/drawn_file.py</extracomment>
        <translation>Ce fichier est trop gros pour être dessiné.</translation>
    </message>
    <message>
        <source>There is no page to draw.</source>
        <extracomment>engine: engine/page_service.py</extracomment>
        <translation>Il n’y a pas de page à dessiner.</translation>
    </message>
    <message>
        <source>This is a binary file of a type that cannot be read.</source>
        <extracomment>engine: extract/encoding.py</extracomment>
        <translation>C’est un fichier binaire d’un type illisible.</translation>
    </message>
    <message>
        <source>A chapter of this book is damaged: {basename}.</source>
        <extracomment>engine: extract/epub.py</extracomment>
        <translation>Un chapitre de ce livre est endommagé&#xa0;: {basename}.</translation>
    </message>
    <message>
        <source>This book is protected against copying.</source>
        <extracomment>engine: extract/epub.py</extracomment>
        <translation>Ce livre est protégé contre la copie.</translation>
    </message>
    <message>
        <source>Its text cannot be read.</source>
        <extracomment>engine: extract/epub.py</extracomment>
        <translation>Son texte ne peut pas être lu.</translation>
    </message>
    <message>
        <source>This workbook is damaged; what stands before the damage was read.</source>
        <extracomment>engine: extract/gnumeric.py</extracomment>
        <translation>Ce classeur est endommagé&#x202f;; ce qui précède le dommage a été lu.</translation>
    </message>
    <message>
        <source>Only the first {MAX_MAIL_BYTES} MB of this mail were read.</source>
        <extracomment>engine: extract/mail.py</extracomment>
        <translation>Seuls les {MAX_MAIL_BYTES} premiers&#xa0;Mo de ce courriel ont été lus.</translation>
    </message>
    <message>
        <source>Only the first {MAX_PARTS} parts of a mail were read.</source>
        <extracomment>engine: extract/mail.py</extracomment>
        <translation>Seules les {MAX_PARTS} premières parties d’un courriel ont été lues.</translation>
    </message>
    <message>
        <source>Text recognition does not start.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>La reconnaissance de texte ne démarre pas.</translation>
    </message>
    <message>
        <source>Install Tesseract&apos;s language data again.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Réinstallez les données de langue de Tesseract.</translation>
    </message>
    <message>
        <source>Recognising its text took too long; not all of it was read.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Reconnaître son texte a pris trop de temps&#x202f;; tout n’a pas été lu.</translation>
    </message>
    <message>
        <source>No text was recognised in this picture.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Aucun texte n’a été reconnu dans cette image.</translation>
    </message>
    <message>
        <source>This picture is too large to look for text in it.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Cette image est trop grande pour y chercher du texte.</translation>
    </message>
    <message>
        <source>This picture is damaged.</source>
        <extracomment>engine: extract/ocr.py</extracomment>
        <translation>Cette image est endommagée.</translation>
    </message>
    <message>
        <source>A part of this document is damaged; what stands before the damage was read.</source>
        <extracomment>engine: extract/odf.py</extracomment>
        <translation>Une partie de ce document est endommagée&#x202f;; ce qui précède le dommage a été lu.</translation>
    </message>
    <message>
        <source>This file is nested too deeply.</source>
        <extracomment>engine: extract/odf_events.py</extracomment>
        <translation>Ce fichier est trop profondément imbriqué.</translation>
    </message>
    <message>
        <source>It was left alone.</source>
        <extracomment>engine: extract/odf_events.py</extracomment>
        <translation>Il n’a pas été lu.</translation>
    </message>
    <message>
        <source>Only the first {MAX_TEXT_BYTES} MB of this file were read.</source>
        <extracomment>engine: extract/office_xml.py</extracomment>
        <translation>Seuls les {MAX_TEXT_BYTES} premiers&#xa0;Mo de ce fichier ont été lus.</translation>
    </message>
    <message>
        <source>This document has no text part.</source>
        <extracomment>engine: extract/package.py</extracomment>
        <translation>Ce document n’a pas de partie texte.</translation>
    </message>
    <message>
        <source>Open it in the program it comes from.</source>
        <extracomment>engine: extract/package.py</extracomment>
        <translation>Ouvrez-le dans son programme d’origine.</translation>
    </message>
    <message>
        <source>This file has no such page any more.</source>
        <extracomment>engine: extract/page_drawing.py</extracomment>
        <translation>Ce fichier n’a plus cette page.</translation>
    </message>
    <message>
        <source>This PDF is damaged or was cut off; only the pages that could be found were read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Ce PDF est endommagé ou tronqué&#x202f;; seules les pages retrouvées ont été lues.</translation>
    </message>
    <message>
        <source>Some pages could not be read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Certaines pages n’ont pas pu être lues.</translation>
    </message>
    <message>
        <source>No page of this PDF can be read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Aucune page de ce PDF ne peut être lue.</translation>
    </message>
    <message>
        <source>Open it in a PDF viewer, or get another copy.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Ouvrez-le dans un lecteur PDF, ou procurez-vous une autre copie.</translation>
    </message>
    <message>
        <source>Only the first {MAX_PAGES} pages were read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Seules les {MAX_PAGES} premières pages ont été lues.</translation>
    </message>
    <message>
        <source>Some fonts of this PDF do not say which characters they show; its text may be garbled.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Certaines polices de ce PDF ne disent pas quels caractères elles montrent&#x202f;; son texte peut être altéré.</translation>
    </message>
    <message>
        <source>A file attached to this PDF could not be read.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Un fichier joint à ce PDF n’a pas pu être lu.</translation>
    </message>
    <message>
        <source>This PDF is protected by a password.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Ce PDF est protégé par un mot de passe.</translation>
    </message>
    <message>
        <source>This PDF is damaged.</source>
        <extracomment>engine: extract/pdf.py</extracomment>
        <translation>Ce PDF est endommagé.</translation>
    </message>
    <message>
        <source>Nothing is installed that draws pictures.</source>
        <extracomment>engine: extract/picture_drawing.py</extracomment>
        <translation>Rien d’installé ne dessine les images.</translation>
    </message>
    <message>
        <source>This picture is too small to show anything.</source>
        <extracomment>engine: extract/picture_drawing.py</extracomment>
        <translation>Cette image est trop petite pour montrer quoi que ce soit.</translation>
    </message>
    <message>
        <source>This presentation is protected by a password.</source>
        <extracomment>engine: extract/ppt.py</extracomment>
        <translation>Cette présentation est protégée par un mot de passe.</translation>
    </message>
    <message>
        <source>Some slides could not be read.</source>
        <extracomment>engine: extract/ppt.py</extracomment>
        <translation>Certaines diapositives n’ont pas pu être lues.</translation>
    </message>
    <message>
        <source>Slide {number} is damaged.</source>
        <extracomment>engine: extract/pptx.py</extracomment>
        <translation>La diapositive {number} est endommagée.</translation>
    </message>
    <message>
        <source>Files more than {MAX_DEPTH} deep inside each other were not read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Les fichiers imbriqués à plus de {MAX_DEPTH} niveaux n’ont pas été lus.</translation>
    </message>
    <message>
        <source>Only the first {MAX_MEMBERS} files in it were read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Seuls les {MAX_MEMBERS} premiers fichiers y ont été lus.</translation>
    </message>
    <message>
        <source>Only the first {MAX_BYTES} MB of the files in it were read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Seuls les {MAX_BYTES} premiers&#xa0;Mo de ses fichiers ont été lus.</translation>
    </message>
    <message>
        <source>Only the first {MAX_CHARACTERS} million characters in it were read.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Seuls les {MAX_CHARACTERS} premiers millions de caractères y ont été lus.</translation>
    </message>
    <message>
        <source>Not all files in it were read, as it took too long.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Tous ses fichiers n’ont pas été lus, car cela prenait trop de temps.</translation>
    </message>
    <message>
        <source>Files in it could not be read ({code}): {shown} and {group} more.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Des fichiers n’y ont pas pu être lus ({code})&#xa0;: {shown} et {group} autres.</translation>
    </message>
    <message>
        <source>Files in it could not be read ({code}): {shown}.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Des fichiers n’y ont pas pu être lus ({code})&#xa0;: {shown}.</translation>
    </message>
    <message>
        <source>Of {names} files without text in it only the first {MAX_LISTED} are named.</source>
        <extracomment>engine: extract/reading.py</extracomment>
        <translation>Des {names} fichiers sans texte, seuls les {MAX_LISTED} premiers sont nommés.</translation>
    </message>
    <message>
        <source>Reading this file takes more memory than it may.</source>
        <extracomment>engine: extract/registry.py</extracomment>
        <translation>Lire ce fichier demande plus de mémoire que permis.</translation>
    </message>
    <message>
        <source>This file could not be read.</source>
        <extracomment>engine: extract/registry.py</extracomment>
        <translation>Ce fichier n’a pas pu être lu.</translation>
    </message>
    <message>
        <source>This is no Rich Text document, though it is named so.</source>
        <extracomment>engine: extract/rtf.py</extracomment>
        <translation>Ce n’est pas un document Rich Text, malgré son nom.</translation>
    </message>
    <message>
        <source>Only the first {MAX_BYTES} MB of this file were read.</source>
        <extracomment>engine: extract/rtf.py</extracomment>
        <translation>Seuls les {MAX_BYTES} premiers&#xa0;Mo de ce fichier ont été lus.</translation>
    </message>
    <message>
        <source>Only a part of a very large sheet was read.</source>
        <extracomment>engine: extract/sheet_rows.py</extracomment>
        <translation>Seule une partie d’une très grande feuille a été lue.</translation>
    </message>
    <message>
        <source>Only the first {max_bytes} MB of this file were read.</source>
        <extracomment>engine: extract/text.py</extracomment>
        <translation>Seuls les {max_bytes} premiers&#xa0;Mo de ce fichier ont été lus.</translation>
    </message>
    <message>
        <source>A sheet of this workbook is damaged: {name}.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Une feuille de ce classeur est endommagée&#xa0;: {name}.</translation>
    </message>
    <message>
        <source>The cells of this workbook lie too far apart to be read.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Les cellules de ce classeur sont trop éloignées pour être lues.</translation>
    </message>
    <message>
        <source>Delete what stands far below or to the right of its tables, or save it as XLSX.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Supprimez ce qui est loin au-dessous ou à droite de ses tableaux, ou enregistrez-le en XLSX.</translation>
    </message>
    <message>
        <source>This workbook is damaged.</source>
        <extracomment>engine: extract/xls.py</extracomment>
        <translation>Ce classeur est endommagé.</translation>
    </message>
    <message>
        <source>A part of this workbook is damaged: sheet {name}.</source>
        <extracomment>engine: extract/xlsb.py</extracomment>
        <translation>Une partie de ce classeur est endommagée&#xa0;: feuille {name}.</translation>
    </message>
    <message>
        <source>A part of this workbook is damaged: {relation}.</source>
        <extracomment>engine: extract/xlsb.py</extracomment>
        <translation>Une partie de ce classeur est endommagée&#xa0;: {relation}.</translation>
    </message>
    <message>
        <source>A part of this workbook is damaged: {what}.</source>
        <extracomment>engine: extract/xlsx.py</extracomment>
        <translation>Une partie de ce classeur est endommagée&#xa0;: {what}.</translation>
    </message>
    <message>
        <source>The file is kept online only.</source>
        <extracomment>engine: files/reading.py</extracomment>
        <translation>Le fichier est en ligne seulement.</translation>
    </message>
    <message>
        <source>The file changed while it was read.</source>
        <extracomment>engine: files/reading.py</extracomment>
        <translation>Le fichier a changé pendant la lecture.</translation>
    </message>
    <message>
        <source>It will be read again.</source>
        <extracomment>engine: files/reading.py</extracomment>
        <translation>Il sera relu.</translation>
    </message>
    <message>
        <source>The name of {shown} is no valid text.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Le nom de {shown} n’est pas un texte valable.</translation>
    </message>
    <message>
        <source>Add the folder above it; files and folders in it may have any name.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Ajoutez le dossier au-dessus&#x202f;; ses fichiers et dossiers peuvent porter n’importe quel nom.</translation>
    </message>
    <message>
        <source>There is no folder {shown}.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Il n’y a pas de dossier {shown}.</translation>
    </message>
    <message>
        <source>Check the spelling.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Vérifiez l’orthographe.</translation>
    </message>
    <message>
        <source>{shown} is a file.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>{shown} est un fichier.</translation>
    </message>
    <message>
        <source>Add the folder that it is in.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Ajoutez le dossier où il se trouve.</translation>
    </message>
    <message>
        <source>The folder {shown} cannot be read: {strerror}.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Le dossier {shown} ne peut pas être lu&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check its permissions. What is known of it is kept.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Vérifiez les droits d’accès. Ce qu’on en sait est gardé.</translation>
    </message>
    <message>
        <source>The folder {root} is not there.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Le dossier {root} n’est pas là.</translation>
    </message>
    <message>
        <source>Connect the drive it is on, or remove the folder from the list. What is known of it is kept.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Branchez le disque où il se trouve, ou retirez le dossier de la liste. Ce qu’on en sait est gardé.</translation>
    </message>
    <message>
        <source>{shown} cannot be read: {reason}.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>{shown} ne peut pas être lu&#xa0;: {reason}.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <extracomment>engine: files/roots.py</extracomment>
        <translation>Vérifiez les droits d’accès.</translation>
    </message>
    <message>
        <source>The system&apos;s limit of watched folders is reached, so some changes are seen only at the next regular look. To raise it: sudo sysctl fs.inotify.max_user_watches=1048576</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>La limite du système pour les dossiers surveillés est atteinte, certains changements ne sont donc vus qu’au prochain parcours. Pour la relever&#xa0;: sudo sysctl fs.inotify.max_user_watches=1048576</translation>
    </message>
    <message>
        <source>So much changed at once that the system lost track; the folders are looked through again.</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>Tant de choses ont changé à la fois que le système a perdu le fil&#x202f;; les dossiers sont parcourus à nouveau.</translation>
    </message>
    <message>
        <source>Watching for changes had stopped; it was started again, and the folders are looked through.</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>La surveillance des changements s’était arrêtée&#x202f;; elle a redémarré, et les dossiers sont parcourus à nouveau.</translation>
    </message>
    <message>
        <source>Changes in {root} cannot be watched: {strerror}.</source>
        <extracomment>engine: files/watch.py</extracomment>
        <translation>Les changements dans {root} ne peuvent pas être surveillés&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>The start with the session could not be set up.</source>
        <extracomment>engine: gui/autostart.py</extracomment>
        <translation>Le démarrage à l’ouverture de session n’a pas pu être mis en place.</translation>
    </message>
    <message>
        <source>Check the permissions of the folder that the system keeps such entries in.</source>
        <extracomment>engine: gui/autostart.py</extracomment>
        <translation>Vérifiez les droits du dossier où le système garde ces entrées.</translation>
    </message>
    <message>
        <source>Something went wrong inside the program.</source>
        <extracomment>engine: gui/bridge.py</extracomment>
        <translation>Quelque chose s’est mal passé dans le programme.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, the program&apos;s log says where.</source>
        <extracomment>engine: gui/bridge.py</extracomment>
        <translation>Réessayez. Si cela se reproduit, le journal du programme dit où.</translation>
    </message>
    <message>
        <source>{text} is no combination of keys for this.</source>
        <extracomment>engine: gui/hotkey/keys.py</extracomment>
        <translation>{text} n’est pas une combinaison de touches pour cela.</translation>
    </message>
    <message>
        <source>Take one key with Ctrl, Alt or Meta, such as Ctrl+Alt+Space, or a function key.</source>
        <extracomment>engine: gui/hotkey/keys.py</extracomment>
        <translation>Prenez une touche avec Ctrl, Alt ou Meta, comme Ctrl+Alt+Space, ou une touche de fonction.</translation>
    </message>
    <message>
        <source>The desktop did not give the keys.</source>
        <extracomment>engine: gui/hotkey/portal.py</extracomment>
        <translation>Le bureau n’a pas accordé les touches.</translation>
    </message>
    <message>
        <source>Another program has {text} already.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>{text} est déjà pris par un autre programme.</translation>
    </message>
    <message>
        <source>Choose other keys in the settings.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>Choisissez d’autres touches dans les paramètres.</translation>
    </message>
    <message>
        <source>This desktop lets no program take keys.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>Ce bureau ne laisse aucun programme prendre de touches.</translation>
    </message>
    <message>
        <source>Bind the command pplx-desktop --toggle to keys in the settings of your desktop.</source>
        <extracomment>engine: gui/hotkey/ports.py</extracomment>
        <translation>Associez la commande pplx-desktop --toggle à des touches dans les paramètres de votre bureau.</translation>
    </message>
    <message>
        <source>Another window of the program is open and does not answer.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Une autre fenêtre du programme est ouverte et ne répond pas.</translation>
    </message>
    <message>
        <source>Wait a moment, or end it, and start again.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Attendez un instant, ou terminez-la, puis redémarrez.</translation>
    </message>
    <message>
        <source>The window could not make its local socket.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>La fenêtre n’a pas pu créer sa connexion locale.</translation>
    </message>
    <message>
        <source>Check free space and permissions of the program&apos;s data folder.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Vérifiez l’espace libre et les droits du dossier de données du programme.</translation>
    </message>
    <message>
        <source>The program cannot write to its folder {folder}: {why}.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Le programme ne peut pas écrire dans son dossier {folder}&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>Check its permissions and free space, or let {HOME_VARIABLE} name another place.</source>
        <extracomment>engine: gui/instance.py</extracomment>
        <translation>Vérifiez ses droits et l’espace libre, ou indiquez un autre endroit par {HOME_VARIABLE}.</translation>
    </message>
    <message>
        <source>No program opened this file.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Aucun programme n’a ouvert ce fichier.</translation>
    </message>
    <message>
        <source>Show it in its folder, and choose a program there.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Affichez-le dans son dossier et choisissez-y un programme.</translation>
    </message>
    <message>
        <source>Opening this file would start it, so it is shown in its folder.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Ouvrir ce fichier l’exécuterait, il est donc affiché dans son dossier.</translation>
    </message>
    <message>
        <source>Its text is in the preview.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Son texte est dans l’aperçu.</translation>
    </message>
    <message>
        <source>No file manager showed the folder.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Aucun gestionnaire de fichiers n’a affiché le dossier.</translation>
    </message>
    <message>
        <source>The file&apos;s place is in the preview, above its text.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>L’emplacement du fichier est dans l’aperçu, au-dessus de son texte.</translation>
    </message>
    <message>
        <source>The file is not there any more.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Le fichier n’est plus là.</translation>
    </message>
    <message>
        <source>It was moved or deleted, or its drive is not connected.</source>
        <extracomment>engine: gui/opening.py</extracomment>
        <translation>Il a été déplacé ou supprimé, ou son disque n’est pas branché.</translation>
    </message>
    <message>
        <source>The index is in use by another process.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>L’index est utilisé par un autre processus.</translation>
    </message>
    <message>
        <source>There is no space left for the index in {parent}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Il n’y a plus de place pour l’index dans {parent}.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Libérez de la place.</translation>
    </message>
    <message>
        <source>There is not enough memory for the index.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Il n’y a pas assez de mémoire pour l’index.</translation>
    </message>
    <message>
        <source>Close other programs, or try again in a moment.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Fermez d’autres programmes, ou réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The index {path} cannot be opened or written.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>L’index {path} ne peut pas être ouvert ou écrit.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions, its drive and its free space.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Vérifiez les droits du dossier, son disque et l’espace libre.</translation>
    </message>
    <message>
        <source>The index {path} cannot be written: {strerror}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>L’index {path} ne peut pas être écrit&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>The index {path} is damaged.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>L’index {path} est endommagé.</translation>
    </message>
    <message>
        <source>Set it aside and index again: your folders and settings are kept elsewhere and are not lost.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Mettez-le de côté et indexez à nouveau&#xa0;: vos dossiers et paramètres sont gardés ailleurs et ne sont pas perdus.</translation>
    </message>
    <message>
        <source>There is no index at {path} yet.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Il n’y a pas encore d’index dans {path}.</translation>
    </message>
    <message>
        <source>Add a folder to search first.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Ajoutez d’abord un dossier à explorer.</translation>
    </message>
    <message>
        <source>apsw came with SQLite {sqlite_lib_version}, which may damage the index.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>apsw contient SQLite {sqlite_lib_version}, qui peut endommager l’index.</translation>
    </message>
    <message>
        <source>Install apsw 3.51.3 or newer from a wheel.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Installez apsw 3.51.3 ou plus récent depuis un wheel.</translation>
    </message>
    <message>
        <source>The folder {parent} for the index cannot be written: {strerror}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Le dossier {parent} de l’index ne peut pas être écrit&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and its drive.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Vérifiez les droits du dossier et son disque.</translation>
    </message>
    <message>
        <source>The damaged index {path} cannot be moved: {strerror}.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>L’index endommagé {path} ne peut pas être déplacé&#xa0;: {strerror}.</translation>
    </message>
    <message>
        <source>Move or delete it by hand, then start again.</source>
        <extracomment>engine: index/connection.py</extracomment>
        <translation>Déplacez-le ou supprimez-le à la main, puis redémarrez.</translation>
    </message>
    <message>
        <source>The index was made by an older version of the program.</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>L’index a été fait par une version plus ancienne du programme.</translation>
    </message>
    <message>
        <source>The window brings it up to date by itself, and so does: pplx-desktop index</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>La fenêtre le met à jour d’elle-même, tout comme la commande pplx-desktop index</translation>
    </message>
    <message>
        <source>The index was made by a newer version of the program.</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>L’index a été fait par une version plus récente du programme.</translation>
    </message>
    <message>
        <source>Use that version, or choose another folder with PPLX_DESKTOP_HOME. Nothing was changed.</source>
        <extracomment>engine: index/migrate.py</extracomment>
        <translation>Utilisez la version plus récente, ou choisissez un autre dossier par PPLX_DESKTOP_HOME. Rien n’a été modifié.</translation>
    </message>
    <message>
        <source>Nothing was indexed by meaning yet: only words and names were searched.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Rien n’est encore indexé par le sens&#xa0;: seuls les mots et les noms ont été cherchés.</translation>
    </message>
    <message>
        <source>Nothing was indexed by meaning yet, so nothing was searched. Let indexing go on, or search by words meanwhile.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Rien n’est encore indexé par le sens, donc rien n’a été cherché. Laissez l’indexation continuer, ou cherchez par les mots entre-temps.</translation>
    </message>
    <message>
        <source>Some files were searched by words and names only.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Certains fichiers n’ont été cherchés que par les mots et les noms.</translation>
    </message>
    <message>
        <source>{title} Only words and names were searched.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>{title} Seuls les mots et les noms ont été cherchés.</translation>
    </message>
    <message>
        <source>{title} Some files were searched by words and names only.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>{title} Certains fichiers n’ont été cherchés que par les mots et les noms.</translation>
    </message>
    <message>
        <source>There is no model to search by meaning with.</source>
        <extracomment>engine: search/asking.py</extracomment>
        <translation>Il n’y a pas de modèle pour chercher par le sens.</translation>
    </message>
    <message>
        <source>holds “{phrase}”</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>contient «&#x202f;{phrase}&#x202f;»</translation>
    </message>
    <message>
        <source>does not hold “{words}”</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>ne contient pas «&#x202f;{words}&#x202f;»</translation>
    </message>
    <message>
        <source>is of type {either}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>est de type {either}</translation>
    </message>
    <message>
        <source>is in {either}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>est dans {either}</translation>
    </message>
    <message>
        <source>was changed on {isoformat} or later</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>a été modifié le {isoformat} ou après</translation>
    </message>
    <message>
        <source>was changed before {isoformat}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>a été modifié avant le {isoformat}</translation>
    </message>
    <message>
        <source>{others} or {last}</source>
        <extracomment>engine: search/explaining.py</extracomment>
        <translation>{others} ou {last}</translation>
    </message>
    <message>
        <source>The text of this file is not in the index.</source>
        <extracomment>engine: search/like.py</extracomment>
        <translation>Le texte de ce fichier n’est pas dans l’index.</translation>
    </message>
    <message>
        <source>This was not indexed by meaning yet.</source>
        <extracomment>engine: search/like.py</extracomment>
        <translation>Ceci n’est pas encore indexé par le sens.</translation>
    </message>
    <message>
        <source>Let indexing go on, and try again then.</source>
        <extracomment>engine: search/like.py</extracomment>
        <translation>Laissez l’indexation continuer, puis réessayez.</translation>
    </message>
    <message>
        <source>“{prefix}:{value}” is no date like 2024-01-31, 2024-01 or 2024; read as words.</source>
        <extracomment>engine: search/query.py</extracomment>
        <translation>«&#x202f;{prefix}:{value}&#x202f;» n’est pas une date comme 2024-01-31, 2024-01 ou 2024&#x202f;; lu comme des mots.</translation>
    </message>
    <message>
        <source>So long a text is searched for by its most telling words.</source>
        <extracomment>engine: search/query.py</extracomment>
        <translation>Un texte aussi long est cherché par ses mots les plus parlants.</translation>
    </message>
    <message>
        <source>Without files that hold {words}.</source>
        <extracomment>engine: search/query.py</extracomment>
        <translation>Sans les fichiers qui contiennent {words}.</translation>
    </message>
    <message>
        <source>Nothing holds {listed}; searched for {listed2} as well.</source>
        <extracomment>engine: search/spelling.py</extracomment>
        <translation>Rien ne contient {listed}&#x202f;; {listed2} a aussi été cherché.</translation>
    </message>
    <message>
        <source>Starter model: small, fast, comes with the program.</source>
        <extracomment>engine: models/all-minilm-l6-v2.toml</extracomment>
        <translation>Modèle de départ&#xa0;: petit, rapide, fourni avec le programme.</translation>
    </message>
    <message>
        <source>English</source>
        <extracomment>engine: models/all-minilm-l6-v2.toml</extracomment>
        <translation>anglais</translation>
    </message>
    <message>
        <source>Reads each passage in the context of its document. Many times slower than the starter model.</source>
        <extracomment>engine: models/pplx-embed-context-v1-0.6b.toml</extracomment>
        <translation>Lit chaque passage dans le contexte de son document. Bien plus lent que le modèle de départ.</translation>
    </message>
    <message>
        <source>Reads each passage in the context of its document. Some seven times slower than the 0.6b, for machines with much memory.</source>
        <extracomment>engine: models/pplx-embed-context-v1-4b.toml</extracomment>
        <translation>Lit chaque passage dans le contexte de son document. Environ sept fois plus lent que le 0.6b, pour les machines avec beaucoup de mémoire.</translation>
    </message>
    <message>
        <source>Reads each passage by itself, with its title. Many times slower than the starter model.</source>
        <extracomment>engine: models/pplx-embed-v1-0.6b.toml</extracomment>
        <translation>Lit chaque passage isolément, avec son titre. Bien plus lent que le modèle de départ.</translation>
    </message>
    <message>
        <source>Reads each passage by itself, with its title. Some seven times slower than the 0.6b, for machines with much memory.</source>
        <extracomment>engine: models/pplx-embed-v1-4b.toml</extracomment>
        <translation>Lit chaque passage isolément, avec son titre. Environ sept fois plus lent que le 0.6b, pour les machines avec beaucoup de mémoire.</translation>
    </message>
</context>
</TS>
