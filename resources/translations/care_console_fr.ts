<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AddressBar</name>
    <message>
        <source>House and street</source>
        <translation>Numéro et rue</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Pays</translation>
    </message>
    <message>
        <source>Name; empty for everybody there</source>
        <translation>Nom&#xa0;; vide pour tout le foyer</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop it for this address</source>
        <translation>Arrêter pour cette adresse</translation>
    </message>
    <message>
        <source>Stop marketing to somebody who is not on file</source>
        <translation>Arrêter la prospection vers une personne absente du fichier</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Ville</translation>
    </message>
</context>
<context>
    <name>AddressPresenter</name>
    <message>
        <source>Not saved: it could not be recorded. What was typed is kept here.</source>
        <translation>Non enregistré&#xa0;: le journal n&apos;a pas pu être écrit. Votre saisie est conservée ici.</translation>
    </message>
    <message>
        <source>Not taken back: it could not be recorded.</source>
        <translation>Non annulé&#xa0;: le journal n&apos;a pas pu être écrit.</translation>
    </message>
    <message>
        <source>Recorded with the request. It can be undone until {0}.</source>
        <translation>Enregistré avec la demande. Annulable jusqu&apos;à {0}.</translation>
    </message>
    <message>
        <source>Stopped for this address: {0}, {1}. It stands under Suppressions, not with a customer.</source>
        <translation>Arrêté pour cette adresse&#xa0;: {0}, {1}. Elle figure dans la liste d&apos;opposition, et non chez un client.</translation>
    </message>
    <message>
        <source>Taken back: nothing is stopped here.</source>
        <translation>Annulé&#xa0;: rien n&apos;est arrêté ici.</translation>
    </message>
</context>
<context>
    <name>AddressesCard</name>
    <message>
        <source>Add an address</source>
        <translation>Ajouter une adresse</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adresses</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Amend {0}</source>
        <translation>Modifier&#xa0;: {0}</translation>
    </message>
    <message>
        <source>No address on file.</source>
        <translation>Aucune adresse enregistrée.</translation>
    </message>
    <message>
        <source>Opens after verification</source>
        <translation>S&apos;ouvre après vérification</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Supprimer&#xa0;: {0}</translation>
    </message>
</context>
<context>
    <name>Alerting</name>
    <message>
        <source>Emergency: {0} opened an address and phone under {1}</source>
        <translation>Urgence&#xa0;: {0} a ouvert une adresse et un téléphone sous {1}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>{0} asks for a copy to a new address under {1}</source>
        <translation>{0} demande une copie vers une nouvelle adresse sous {1}</translation>
    </message>
    <message>
        <source>{0} reported a death under {1}</source>
        <translation>{0} a signalé un décès sous {1}</translation>
    </message>
    <message>
        <source>{0} wait in all.</source>
        <translation>{0} en attente au total.</translation>
    </message>
</context>
<context>
    <name>AmendPresenter</name>
    <message>
        <source> Order {0} is on hold.</source>
        <translation> La commande {0} est suspendue.</translation>
    </message>
    <message>
        <source>Not saved: your text is kept here.</source>
        <translation>Non enregistré&#xa0;: votre saisie est conservée ici.</translation>
    </message>
    <message>
        <source>Not undone, somebody else has changed it meanwhile. {0}</source>
        <translation>Non défait&#xa0;: quelqu&apos;un d&apos;autre l&apos;a modifié entre-temps. {0}</translation>
    </message>
    <message>
        <source>Removed for good.</source>
        <translation>Supprimé définitivement.</translation>
    </message>
    <message>
        <source>Saved: {0}. It can be undone until {1}.</source>
        <translation>Enregistré&#xa0;: {0}. Annulable jusqu&apos;à {1}.</translation>
    </message>
    <message>
        <source>Somebody else changed this while you worked on it. Theirs is saved; nothing of yours is lost.</source>
        <translation>Quelqu&apos;un d&apos;autre l&apos;a modifié pendant votre saisie. Sa version est enregistrée&#xa0;; rien de la vôtre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Undone: {0}.</source>
        <translation>Défait&#xa0;: {0}.</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>Approvals</source>
        <translation>Approbations</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approuver</translation>
    </message>
    <message>
        <source>Approve: {0}</source>
        <translation>Approuver&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Copies to new addresses</source>
        <translation>Copies vers de nouvelles adresses</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Refuser</translation>
    </message>
    <message>
        <source>Decline: {0}</source>
        <translation>Refuser&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Emergencies</source>
        <translation>Urgences</translation>
    </message>
    <message>
        <source>Emergencies, copies to addresses changed within the last 7 days and reported deaths appear here.</source>
        <translation>Les urgences, les copies vers des adresses modifiées depuis moins de 7 jours et les décès signalés apparaissent ici.</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Rien ne vous attend</translation>
    </message>
    <message>
        <source>Reported deaths</source>
        <translation>Décès signalés</translation>
    </message>
    <message>
        <source>What waits for a team lead. Every decision is recorded.</source>
        <translation>Ce qui attend un responsable. Chaque décision est enregistrée.</translation>
    </message>
</context>
<context>
    <name>ApprovalsPresenter</name>
    <message>
        <source>Approved: the copy is on its way.</source>
        <translation>Approuvé : la copie est en route.</translation>
    </message>
    <message>
        <source>Declined: nothing is sent.</source>
        <translation>Refusé&#xa0;: rien n&apos;est envoyé.</translation>
    </message>
    <message>
        <source>It stays closed until the evidence is confirmed.</source>
        <translation>La fiche reste fermée tant que le justificatif n&apos;est pas confirmé.</translation>
    </message>
    <message>
        <source>It stays on record with your name.</source>
        <translation>L&apos;examen est consigné sous votre nom.</translation>
    </message>
    <message>
        <source>Looked into</source>
        <translation>Examinée</translation>
    </message>
    <message>
        <source>Looked into, and on record.</source>
        <translation>Urgence examinée et consignée.</translation>
    </message>
    <message>
        <source>Not saved: your text is kept here.</source>
        <translation>Non enregistré&#xa0;: votre saisie est conservée ici.</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Trancher</translation>
    </message>
    <message>
        <source>To {0}, an address that is new since {1}. The old one is told.</source>
        <translation>À {0}, une adresse nouvelle depuis le {1}. L&apos;ancienne en est informée.</translation>
    </message>
    <message>
        <source>To {0}, an address that is new since {1}. There is no older one that could be told.</source>
        <translation>À {0}, une adresse nouvelle depuis le {1}. Aucune adresse plus ancienne ne peut en être informée.</translation>
    </message>
    <message>
        <source>What looking into it has found</source>
        <translation>Ce que l&apos;examen a établi</translation>
    </message>
    <message>
        <source>You asked for it yourself: another team lead decides.</source>
        <translation>C&apos;est votre propre demande&#xa0;: un autre responsable décide.</translation>
    </message>
    <message>
        <source>You opened it yourself: another team lead looks into it.</source>
        <translation>C&apos;est votre propre accès&#xa0;: un autre responsable l&apos;examine.</translation>
    </message>
    <message>
        <source>You reported it yourself: another team lead settles it.</source>
        <translation>C&apos;est votre propre signalement&#xa0;: un autre responsable décide.</translation>
    </message>
    <message>
        <source>{0}, asked by {1} under {2}</source>
        <translation>{0}, demandé par {1} sous {2}</translation>
    </message>
    <message>
        <source>{0}, opened by {1} under {2}</source>
        <translation>{0}, ouverte par {1} sous {2}</translation>
    </message>
    <message>
        <source>{0}, reported by {1} under {2}</source>
        <translation>{0}, signalé par {1} sous {2}</translation>
    </message>
</context>
<context>
    <name>AuditModel</name>
    <message>
        <source>Agent</source>
        <translation>Conseiller</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Événement</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Demande</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message>
        <source>Audit events</source>
        <translation>Événements d&apos;audit</translation>
    </message>
</context>
<context>
    <name>Bar</name>
    <message>
        <source>Go back</source>
        <translation>Retour</translation>
    </message>
</context>
<context>
    <name>BrandFilters</name>
    <message>
        <source>All brands</source>
        <translation>Toutes les marques</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marque</translation>
    </message>
    <message>
        <source>How they ask</source>
        <translation>Par quel moyen</translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation>{0} seulement</translation>
    </message>
    <message>
        <source>Show customers of</source>
        <translation>Afficher les clients de</translation>
    </message>
</context>
<context>
    <name>ClipboardGuard</name>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
</context>
<context>
    <name>ConsentsCard</name>
    <message>
        <source>Consent history</source>
        <translation>Historique des consentements</translation>
    </message>
    <message>
        <source>Nothing was ever chosen: what the policy says holds.</source>
        <translation>Rien n&apos;a jamais été choisi&#xa0;: la politique s&apos;applique.</translation>
    </message>
    <message>
        <source>Show all {0}</source>
        <translation>Afficher les {0}</translation>
    </message>
    <message>
        <source>Show all {0} entries of the consent history</source>
        <translation>Afficher les {0} entrées de l&apos;historique des consentements</translation>
    </message>
</context>
<context>
    <name>Console</name>
    <message>
        <source>You are signed out.</source>
        <translation>Vous êtes déconnecté.</translation>
    </message>
</context>
<context>
    <name>CopyQuestion</name>
    <message>
        <source>A conversation is read only when the customer asks for a copy of it. Do they ask for one?</source>
        <translation>Une conversation n&apos;est lue que si le client en demande une copie. En demande-t-il une&#xa0;?</translation>
    </message>
    <message>
        <source>Yes, the customer asks for a copy</source>
        <translation>Oui, le client demande une copie</translation>
    </message>
</context>
<context>
    <name>CopyText</name>
    <message>
        <source>Select words with Shift and the arrows to hide them.</source>
        <translation>Sélectionnez des mots avec Maj et les flèches pour les masquer.</translation>
    </message>
    <message>
        <source>The copy as it goes</source>
        <translation>La copie telle qu&apos;elle part</translation>
    </message>
</context>
<context>
    <name>Crumbs</name>
    <message>
        <source>Find another</source>
        <translation>Autre client</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Transmettre</translation>
    </message>
    <message>
        <source>Back to look-up</source>
        <translation>Retour à la recherche</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>Mettre en attente</translation>
    </message>
    <message>
        <source>Wrong customer</source>
        <translation>Mauvais client</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Addresses</source>
        <translation>Adresses</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Fiche</translation>
    </message>
    <message>
        <source>General questions can be answered without opening them.</source>
        <translation>Les questions générales ne demandent pas de les ouvrir.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>Preferences, transcripts and history open after verification</source>
        <translation>Préférences, transcriptions et historique s&apos;ouvrent après vérification</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Rubriques</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Chats</translation>
    </message>
</context>
<context>
    <name>CustomerPresenter</name>
    <message>
        <source>Emergency: address and phone are open until {0}. Leads are alerted.</source>
        <translation>Urgence&#xa0;: adresse et téléphone ouverts jusqu&apos;à {0}. Responsables alertés.</translation>
    </message>
    <message>
        <source>{0} notes: {1}</source>
        <translation>Note de {0}&#xa0;: {1}</translation>
    </message>
</context>
<context>
    <name>DetailsCard</name>
    <message>
        <source>Add a phone</source>
        <translation>Ajouter un téléphone</translation>
    </message>
    <message>
        <source>Add an e-mail</source>
        <translation>Ajouter un e-mail</translation>
    </message>
    <message>
        <source>Amend</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Amend {0}</source>
        <translation>Modifier&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Coordonnées</translation>
    </message>
    <message>
        <source>Masked until verified</source>
        <translation>Masqué jusqu&apos;à la vérification</translation>
    </message>
    <message>
        <source>Opens after verification</source>
        <translation>S&apos;ouvre après vérification</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Supprimer&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>Reveal {0}</source>
        <translation>Afficher&#xa0;: {0}</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>After</source>
        <translation>Après</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Avant</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Sa version</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>La vôtre</translation>
    </message>
</context>
<context>
    <name>EndRequestBar</name>
    <message>
        <source>By: 24/11 or +3</source>
        <translation>Pour le&#xa0;: 24/11 ou +3</translation>
    </message>
    <message>
        <source>Day by which the promise is due</source>
        <translation>Échéance de l&apos;engagement</translation>
    </message>
    <message>
        <source>End request</source>
        <translation>Clore la demande</translation>
    </message>
    <message>
        <source>End this request</source>
        <translation>Clore cette demande</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Promise, if one was made</source>
        <translation>Engagement, s&apos;il y en a un</translation>
    </message>
    <message>
        <source>Promise to the customer</source>
        <translation>Engagement envers le client</translation>
    </message>
</context>
<context>
    <name>EndingPresenter</name>
    <message>
        <source>Changes saved: {0}.</source>
        <translation>Modifications enregistrées&#xa0;: {0}.</translation>
    </message>
    <message>
        <source>Ended: {0}. Outcome: {1}.</source>
        <translation>Close&#xa0;: {0}. Issue&#xa0;: {1}.</translation>
    </message>
    <message>
        <source>Forms not saved: {0}; ending drops what was typed there.</source>
        <translation>Formulaires non enregistrés&#xa0;: {0}&#xa0;; clore la demande efface ce qui y a été saisi.</translation>
    </message>
    <message>
        <source>Not ended: it could not be recorded.</source>
        <translation>Non close&#xa0;: le journal n&apos;a pas pu être écrit.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n&apos;a été modifié.</translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message>
        <source>Close message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
</context>
<context>
    <name>EventDetail</name>
    <message>
        <source>Agent</source>
        <translation>Conseiller</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marque</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Fermer les détails</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>Événement suivant</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>Événement précédent</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Demande</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Ce qui s&apos;est passé</translation>
    </message>
</context>
<context>
    <name>FindingList</name>
    <message>
        <source>What is hidden</source>
        <translation>Ce qui est masqué</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>masqué</translation>
    </message>
    <message>
        <source>legible</source>
        <translation>lisible</translation>
    </message>
</context>
<context>
    <name>HandingOver</name>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
    <message>
        <source>{0} handed {1} over to you</source>
        <translation>{0} vous a transmis {1}</translation>
    </message>
    <message>
        <source>{0} wait in all.</source>
        <translation>{0} en attente au total.</translation>
    </message>
</context>
<context>
    <name>HandlingPresenter</name>
    <message>
        <source>General question noted, and its request ended.</source>
        <translation>Question générale notée, sa demande est close.</translation>
    </message>
    <message>
        <source>General question, no customer</source>
        <translation>Question générale, sans client</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Transmettre</translation>
    </message>
    <message>
        <source>Hand this request over</source>
        <translation>Transmettre cette demande</translation>
    </message>
    <message>
        <source>Handed over: {0}, to {1}.</source>
        <translation>Transmise&#xa0;: {0}, à {1}.</translation>
    </message>
    <message>
        <source>It stays with the request and goes along when it is handed over.</source>
        <translation>Elle reste avec la demande et la suit si elle est transmise.</translation>
    </message>
    <message>
        <source>Nobody is opened. Enter keeps the note with the customer&apos;s record, and ends the request.</source>
        <translation>Aucune fiche n&apos;est ouverte. Entrée ajoute la note à la fiche du client et clôt la demande.</translation>
    </message>
    <message>
        <source>Nobody is opened. Enter notes question and answer, and ends the request.</source>
        <translation>Aucun client n&apos;est ouvert. Entrée note la question et la réponse, et clôt la demande.</translation>
    </message>
    <message>
        <source>Not saved: your text is kept here.</source>
        <translation>Non enregistré&#xa0;: votre saisie est conservée ici.</translation>
    </message>
    <message>
        <source>Note about {0}</source>
        <translation>Note concernant {0}</translation>
    </message>
    <message>
        <source>Note and end</source>
        <translation>Noter et clore</translation>
    </message>
    <message>
        <source>Note on {0}</source>
        <translation>Note sur {0}</translation>
    </message>
    <message>
        <source>Noted for {0}, and the request ended.</source>
        <translation>Noté pour {0}, la demande est close.</translation>
    </message>
    <message>
        <source>Notes and unsaved changes go with it. Verification stays for 10 minutes, then one fact is asked.</source>
        <translation>Les notes et les modifications non enregistrées la suivent. La vérification vaut 10 minutes, puis un élément est demandé.</translation>
    </message>
    <message>
        <source>On whose word</source>
        <translation>À la demande de qui</translation>
    </message>
    <message>
        <source>Only where somebody is in danger and nobody can be verified. It opens for 5 minutes, and the team leads are alerted at once. Tell the emergency services, not the caller.</source>
        <translation>Seulement si quelqu&apos;un est en danger et que personne ne peut être vérifié. L&apos;accès dure 5 minutes et les responsables sont alertés aussitôt. Renseignez les secours, pas l&apos;appelant.</translation>
    </message>
    <message>
        <source>Open address and phone in an emergency</source>
        <translation>Ouvrir adresse et téléphone en urgence</translation>
    </message>
    <message>
        <source>Open for 5 minutes</source>
        <translation>Ouvrir pour 5 minutes</translation>
    </message>
    <message>
        <source>Parked: {0}. It keeps its verification for 30 minutes.</source>
        <translation>En attente&#xa0;: {0}. Elle garde sa vérification 30 minutes.</translation>
    </message>
    <message>
        <source>Question and answer, without personal details</source>
        <translation>Question et réponse, sans données personnelles</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Enregistrer la note</translation>
    </message>
    <message>
        <source>The queue</source>
        <translation>La file d&apos;attente</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>À qui</translation>
    </message>
    <message>
        <source>What is to be remembered</source>
        <translation>Ce qu&apos;il faut retenir</translation>
    </message>
    <message>
        <source>What the other needs to know</source>
        <translation>Ce que l&apos;autre doit savoir</translation>
    </message>
    <message>
        <source>Who is in danger, and how</source>
        <translation>Qui est en danger, et de quelle façon</translation>
    </message>
</context>
<context>
    <name>HistoryCard</name>
    <message>
        <source>Bring back what stood before: {0}</source>
        <translation>Rétablir l&apos;ancienne valeur&#xa0;: {0}</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Nothing has been changed yet.</source>
        <translation>Rien n&apos;a encore été modifié.</translation>
    </message>
</context>
<context>
    <name>HitHeading</name>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>E-mail and phone</source>
        <translation>E-mail et téléphone</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Domicile</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Dernier contact</translation>
    </message>
</context>
<context>
    <name>Identity</name>
    <message>
        <source>Customer {0}</source>
        <translation>Client {0}</translation>
    </message>
    <message>
        <source>Search for the name and the town to see them; that is recorded.</source>
        <translation>Cherchez le nom et la ville pour les voir&#xa0;; c&apos;est journalisé.</translation>
    </message>
</context>
<context>
    <name>KeyOverview</name>
    <message>
        <source>Choose, tick or press</source>
        <translation>Choisir, cocher ou appuyer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Do what the button or row says</source>
        <translation>Faire ce que dit le bouton ou la ligne</translation>
    </message>
    <message>
        <source>Go back, close or cancel</source>
        <translation>Revenir, fermer ou annuler</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Les touches et leur effet</translation>
    </message>
    <message>
        <source>To the next control; with Shift to the one before</source>
        <translation>Élément suivant&#xa0;; avec Maj, le précédent</translation>
    </message>
    <message>
        <source>To the next row, tab or choice; Up to the one before</source>
        <translation>Ligne, onglet ou choix suivant&#xa0;; Haut, le précédent</translation>
    </message>
</context>
<context>
    <name>LineList</name>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
</context>
<context>
    <name>LookupPresenter</name>
    <message>
        <source>Not allowed</source>
        <translation>Non autorisé</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>Non ouvert</translation>
    </message>
    <message>
        <source>Not resumed</source>
        <translation>Non reprise</translation>
    </message>
    <message>
        <source>Not searched</source>
        <translation>Recherche non effectuée</translation>
    </message>
    <message>
        <source>Only customers of {0} are shown; Ctrl+B shows others.</source>
        <translation>Seuls les clients de {0} sont affichés&#xa0;; Ctrl+B en montre d&apos;autres.</translation>
    </message>
    <message>
        <source>The search could not be recorded, so nothing shows.</source>
        <translation>La recherche n&apos;a pas pu être journalisée&#xa0;: rien ne s&apos;affiche.</translation>
    </message>
</context>
<context>
    <name>LookupView</name>
    <message>
        <source>1 match</source>
        <translation>1 résultat</translation>
    </message>
    <message>
        <source>Check the spelling, try another brand, or a complete e-mail address or phone number.</source>
        <translation>Vérifiez l&apos;orthographe, essayez une autre marque, ou une adresse e-mail ou un téléphone complets.</translation>
    </message>
    <message>
        <source>Customers who match</source>
        <translation>Clients trouvés</translation>
    </message>
    <message>
        <source>Details stay masked until the customer is verified.</source>
        <translation>Les coordonnées restent masquées jusqu&apos;à la vérification du client.</translation>
    </message>
    <message>
        <source>Every search is recorded with your request.</source>
        <translation>Chaque recherche est journalisée avec votre demande.</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Trouver un client</translation>
    </message>
    <message>
        <source>First {0}</source>
        <translation>{0} premiers</translation>
    </message>
    <message>
        <source>More customers match.</source>
        <translation>D&apos;autres clients correspondent.</translation>
    </message>
    <message>
        <source>More customers match. Add a first name, a postcode or a brand.</source>
        <translation>D&apos;autres clients correspondent. Ajoutez un prénom, un code postal ou une marque.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Se déplacer</translation>
    </message>
    <message>
        <source>Name, e-mail, phone, postcode, order or customer number</source>
        <translation>Nom, e-mail, téléphone, code postal, n° de commande ou de client</translation>
    </message>
    <message>
        <source>No matches</source>
        <translation>Aucun résultat</translation>
    </message>
    <message>
        <source>Nobody matches</source>
        <translation>Aucun client trouvé</translation>
    </message>
    <message>
        <source>Nobody matches all of it; these come nearest.</source>
        <translation>Personne ne correspond à tout&#xa0;; voici les plus proches.</translation>
    </message>
    <message>
        <source>Open with a request</source>
        <translation>Ouvrir avec une demande</translation>
    </message>
    <message>
        <source>Part of a name is enough. E-mail, phone and postcode match when they are complete.</source>
        <translation>Une partie du nom suffit. E-mail, téléphone et code postal doivent être complets.</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Recherche en cours</translation>
    </message>
    <message>
        <source>That is everyone who matches. Not here? Try a complete e-mail address or phone number.</source>
        <translation>Ce sont tous les clients trouvés. Absent&#xa0;? Essayez une adresse e-mail ou un téléphone complets.</translation>
    </message>
    <message>
        <source>The next search begins a new request.</source>
        <translation>La prochaine recherche commence une nouvelle demande.</translation>
    </message>
    <message>
        <source>Type to find a customer</source>
        <translation>Tapez pour trouver un client</translation>
    </message>
    <message>
        <source>Who matches stands first; the others only come near. Ask for one thing more.</source>
        <translation>Ceux qui correspondent viennent d’abord&#xa0;; les autres sont seulement proches. Demandez un élément de plus.</translation>
    </message>
    <message>
        <source>{0} matches</source>
        <translation>{0} résultats</translation>
    </message>
    <message>
        <source>{0} near</source>
        <translation>{0} proche(s)</translation>
    </message>
    <message>
        <source>{0}, {1} near</source>
        <translation>{0}, {1} proche(s)</translation>
    </message>
</context>
<context>
    <name>Masking</name>
    <message>
        <source>Any key keeps it on the screen.</source>
        <translation>Une touche quelconque garde l&apos;affichage.</translation>
    </message>
    <message numerus="yes">
        <source>Everything is masked in %n second(s)</source>
        <translation>
            <numerusform>Tout sera masqué dans %n seconde</numerusform>
            <numerusform>Tout sera masqué dans %n secondes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Masked after %n minute(s) without a key or the mouse.</source>
        <translation>
            <numerusform>Masqué après %n minute sans clavier ni souris.</numerusform>
            <numerusform>Masqué après %n minutes sans clavier ni souris.</numerusform>
        </translation>
    </message>
    <message>
        <source>Masked because this computer was locked.</source>
        <translation>Masqué parce que cet ordinateur a été verrouillé.</translation>
    </message>
    <message>
        <source>Masked because you asked for it.</source>
        <translation>Masqué à votre demande.</translation>
    </message>
</context>
<context>
    <name>MessagesCard</name>
    <message>
        <source>Call back</source>
        <translation>Rappeler</translation>
    </message>
    <message>
        <source>It arrived</source>
        <translation>Bien arrivé</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Rien n&apos;a encore été envoyé.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Renvoyer</translation>
    </message>
</context>
<context>
    <name>OpeningBar</name>
    <message>
        <source>Go back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>How they ask</source>
        <translation>Par quel moyen</translation>
    </message>
    <message>
        <source>Nobody is opened for them. They may opt out (Ctrl+D), leave a note (Ctrl+Shift+N) or report a death (Ctrl+Shift+R).</source>
        <translation>Aucune fiche ne s&apos;ouvre pour cette personne. Elle peut s&apos;opposer (Ctrl+D), laisser une note (Ctrl+Maj+N) ou signaler un décès (Ctrl+Maj+R).</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open the customer</source>
        <translation>Ouvrir la fiche client</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>Ouvrir {0}</translation>
    </message>
    <message>
        <source>Reference of the call, mail or letter</source>
        <translation>Référence de l&apos;appel, de l&apos;e-mail ou du courrier</translation>
    </message>
    <message>
        <source>Reference, if there is one</source>
        <translation>Référence éventuelle</translation>
    </message>
    <message>
        <source>The opening is recorded with who asks and what for, before anything shows.</source>
        <translation>L&apos;ouverture est journalisée, avec le demandeur et le motif, avant tout affichage.</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Objet de la demande</translation>
    </message>
    <message>
        <source>Who is asking</source>
        <translation>Qui demande</translation>
    </message>
</context>
<context>
    <name>OptOutBar</name>
    <message>
        <source>Allow again for {0}</source>
        <translation>Autoriser de nouveau pour {0}</translation>
    </message>
    <message>
        <source>Customer agrees</source>
        <translation>Le client accepte</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Signaler</translation>
    </message>
    <message>
        <source>Report the death</source>
        <translation>Signaler le décès</translation>
    </message>
    <message>
        <source>Report the death of {0}</source>
        <translation>Signaler le décès de {0}</translation>
    </message>
    <message>
        <source>Same person? These records have the same name and area. Ask before stopping them too.</source>
        <translation>Même personne&#xa0;? Ces fiches ont le même nom et le même secteur. Demandez avant de les arrêter aussi.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Stop here too</source>
        <translation>Arrêter ici aussi</translation>
    </message>
    <message>
        <source>Stop here too: {0}</source>
        <translation>Arrêter ici aussi&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Stop it now</source>
        <translation>Arrêter maintenant</translation>
    </message>
    <message>
        <source>Stop marketing to {0}</source>
        <translation>Arrêter la prospection vers {0}</translation>
    </message>
    <message>
        <source>The customer agrees</source>
        <translation>Le client accepte</translation>
    </message>
</context>
<context>
    <name>OptOutPresenter</name>
    <message>
        <source>Allowed again for {0}: {1}, {2}.</source>
        <translation>Autorisé de nouveau pour {0}&#xa0;: {1}, {2}.</translation>
    </message>
    <message>
        <source>Not saved: it could not be recorded. Nothing was changed.</source>
        <translation>Non enregistré&#xa0;: le journal n&apos;a pas pu être écrit. Rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>Not saved: try again</source>
        <translation>Non enregistré&#xa0;: réessayer</translation>
    </message>
    <message>
        <source>Recorded with the request. It can be undone until {0}.</source>
        <translation>Enregistré avec la demande. Annulable jusqu&apos;à {0}.</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>Stopped for {0}: {1}, {2}.</source>
        <translation>Arrêté pour {0}&#xa0;: {1}, {2}.</translation>
    </message>
    <message>
        <source>Taken back: everything is as it was before.</source>
        <translation>Annulé&#xa0;: tout est comme avant.</translation>
    </message>
    <message>
        <source>The death of {0} is reported. Stopped: {1}, {2}.</source>
        <translation>Le décès de {0} est signalé. Arrêté&#xa0;: {1}, {2}.</translation>
    </message>
    <message>
        <source>nothing: this brand does not do it. Choose something else.</source>
        <translation>rien&#xa0;: cette marque ne le pratique pas. Choisissez autre chose.</translation>
    </message>
</context>
<context>
    <name>OrdersCard</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Amend the address of order {0}</source>
        <translation>Modifier l&apos;adresse de la commande {0}</translation>
    </message>
    <message>
        <source>Last order</source>
        <translation>Dernière commande</translation>
    </message>
    <message>
        <source>No orders yet.</source>
        <translation>Aucune commande.</translation>
    </message>
    <message>
        <source>None on file</source>
        <translation>Aucune enregistrée</translation>
    </message>
    <message>
        <source>Opens after verification</source>
        <translation>S&apos;ouvre après vérification</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Commandes</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Choose</source>
        <translation>Choisir</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Actions trouvées</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Chercher une action</translation>
    </message>
    <message>
        <source>No command fits. Type less, or another word.</source>
        <translation>Aucune action trouvée. Tapez moins, ou un autre mot.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lancer</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Que voulez-vous faire&#xa0;?</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Care Console</source>
        <translation>Care Console</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Open the store</source>
        <translation>Ouvrir la base</translation>
    </message>
    <message>
        <source>Passphrase of the customer store</source>
        <translation>Phrase secrète de la base clients</translation>
    </message>
    <message>
        <source>This computer has no secure keyring, so the key of the store is kept under a passphrase.</source>
        <translation>Cet ordinateur n&apos;a pas de trousseau sécurisé&#xa0;: la clé de la base est protégée par une phrase secrète.</translation>
    </message>
</context>
<context>
    <name>PaymentCard</name>
    <message>
        <source>Expired</source>
        <translation>Expirée</translation>
    </message>
    <message>
        <source>Expires {0}</source>
        <translation>Expire {0}</translation>
    </message>
    <message>
        <source>No card is saved.</source>
        <translation>Aucune carte enregistrée.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Remove card {0}</source>
        <translation>Supprimer la carte {0}</translation>
    </message>
    <message>
        <source>Saved cards</source>
        <translation>Cartes enregistrées</translation>
    </message>
</context>
<context>
    <name>PreferencesCard</name>
    <message>
        <source>Allowed</source>
        <translation>Autorisé</translation>
    </message>
    <message>
        <source>No brand of ours lets anything be chosen here.</source>
        <translation>Aucune de nos marques ne laisse choisir ici.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Préférences</translation>
    </message>
    <message>
        <source>Preferences for which brand</source>
        <translation>Préférences pour quelle marque</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
</context>
<context>
    <name>RecentPane</name>
    <message>
        <source>A whole e-mail address or phone number finds one customer. Ctrl+K brings you back here.</source>
        <translation>Une adresse e-mail ou un téléphone complet trouve un seul client. Ctrl+K vous ramène ici.</translation>
    </message>
    <message>
        <source>Ctrl+O lists open requests. Ctrl+Shift+G notes a question that needs no customer.</source>
        <translation>Ctrl+O liste les demandes ouvertes. Ctrl+Maj+G note une question qui ne demande aucun client.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Go on with {0}</source>
        <translation>Reprendre {0}</translation>
    </message>
    <message>
        <source>Look up faster</source>
        <translation>Chercher plus vite</translation>
    </message>
    <message>
        <source>None yet. A request begins with the first letter of a search.</source>
        <translation>Aucune pour l&apos;instant. Une demande commence à la première lettre d&apos;une recherche.</translation>
    </message>
    <message>
        <source>Your recent requests</source>
        <translation>Vos demandes récentes</translation>
    </message>
</context>
<context>
    <name>RequestBanner</name>
    <message>
        <source>Asked by</source>
        <translation>Demandeur</translation>
    </message>
    <message>
        <source>End request</source>
        <translation>Clore la demande</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identité</translation>
    </message>
    <message>
        <source>Open for</source>
        <translation>Ouverte depuis</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Demande</translation>
    </message>
</context>
<context>
    <name>RequestHeading</name>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>Who asks, what for</source>
        <translation>Qui demande, pourquoi</translation>
    </message>
</context>
<context>
    <name>RequestsPresenter</name>
    <message>
        <source>By {0}: {1}</source>
        <translation>Pour le {0}&#xa0;: {1}</translation>
    </message>
    <message>
        <source>Customer {0}</source>
        <translation>Client {0}</translation>
    </message>
    <message>
        <source>Ended: {0}. Outcome: {1}.</source>
        <translation>Close&#xa0;: {0}. Issue&#xa0;: {1}.</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>Pour vous</translation>
    </message>
    <message>
        <source>Forms not saved: {0}</source>
        <translation>Formulaires non enregistrés&#xa0;: {0}</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>De {0}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Dans la file d&apos;attente</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>No customer yet</source>
        <translation>Pas encore de client</translation>
    </message>
    <message>
        <source>Not said who asks</source>
        <translation>Demandeur non indiqué</translation>
    </message>
    <message>
        <source>Notes: {0}</source>
        <translation>Notes&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>Engagement tenu</translation>
    </message>
    <message>
        <source>Promise kept: {0}</source>
        <translation>Engagement tenu&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Reference {0}</source>
        <translation>Référence {0}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>La prendre</translation>
    </message>
    <message>
        <source>Verify afresh after {0}</source>
        <translation>Revérifier après {0}</translation>
    </message>
</context>
<context>
    <name>RequestsView</name>
    <message>
        <source>A request begins with the first letter of a search. Parked and handed over ones wait here.</source>
        <translation>Une demande commence à la première lettre d&apos;une recherche. Celles en attente ou transmises patientent ici.</translation>
    </message>
    <message>
        <source>End without going on</source>
        <translation>Clore sans continuer</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Nothing in hand</source>
        <translation>Rien en cours</translation>
    </message>
    <message>
        <source>Open requests</source>
        <translation>Demandes ouvertes</translation>
    </message>
    <message>
        <source>What you have begun, parked or promised, and what was handed over to you or to everybody.</source>
        <translation>Ce que vous avez commencé, mis en attente ou promis, et ce qui a été transmis à vous ou à tous.</translation>
    </message>
</context>
<context>
    <name>ReviewPresenter</name>
    <message>
        <source>Computer</source>
        <translation>Ordinateur</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Console</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Champs</translation>
    </message>
    <message>
        <source>Identifier of the customer</source>
        <translation>Identifiant du client</translation>
    </message>
    <message>
        <source>No events</source>
        <translation>Aucun événement</translation>
    </message>
    <message>
        <source>No such agent</source>
        <translation>Conseiller inconnu</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>Non autorisé</translation>
    </message>
    <message>
        <source>Nothing has been recorded that fits. Clear the filter.</source>
        <translation>Rien de tel n&apos;a été journalisé. Effacez le filtre.</translation>
    </message>
    <message>
        <source>Nothing is lost: events wait in the outbox. Try again when the service is back.</source>
        <translation>Rien n&apos;est perdu&#xa0;: les événements attendent dans la file d&apos;envoi. Réessayez quand le service est revenu.</translation>
    </message>
    <message>
        <source>Place in the log</source>
        <translation>Position dans le journal</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Record set aside</source>
        <translation>Événement mis de côté</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>Répété</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Séquence</translation>
    </message>
    <message>
        <source>Several agents match</source>
        <translation>Plusieurs conseillers correspondent</translation>
    </message>
    <message>
        <source>The audit log cannot be read now</source>
        <translation>Le journal d&apos;audit est illisible pour le moment</translation>
    </message>
    <message>
        <source>Type the agent&apos;s name as the list shows it.</source>
        <translation>Tapez le nom du conseiller tel que la liste l&apos;affiche.</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>Illisible</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Agent</source>
        <translation>Conseiller</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Journal d&apos;audit</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Everything agents saw and changed. Reading it is recorded too.</source>
        <translation>Tout ce que les conseillers ont vu et modifié. Cette lecture est journalisée aussi.</translation>
    </message>
    <message>
        <source>Filter by agent</source>
        <translation>Filtrer par conseiller</translation>
    </message>
    <message>
        <source>Filter by customer</source>
        <translation>Filtrer par client</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Se déplacer</translation>
    </message>
    <message>
        <source>No events</source>
        <translation>Aucun événement</translation>
    </message>
    <message>
        <source>Nothing was recorded for this filter. Clear it to see every event.</source>
        <translation>Rien n&apos;a été journalisé pour ce filtre. Effacez-le pour voir tous les événements.</translation>
    </message>
    <message>
        <source>Reading events</source>
        <translation>Lecture des événements</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>{0} events</source>
        <translation>{0} événements</translation>
    </message>
    <message>
        <source>{0} newest events, more follow</source>
        <translation>{0} événements les plus récents, d&apos;autres suivent</translation>
    </message>
</context>
<context>
    <name>SavedBar</name>
    <message>
        <source>Close message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Enregistré</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
</context>
<context>
    <name>SendingPage</name>
    <message numerus="yes">
        <source>%n place(s) hidden</source>
        <translation>
            <numerusform>%n passage masqué</numerusform>
            <numerusform>%n passages masqués</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask a team lead</source>
        <translation>Demander à un responsable</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Pièce jointe</translation>
    </message>
    <message>
        <source>Back to the customer</source>
        <translation>Retour au client</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Hide again</source>
        <translation>Masquer de nouveau</translation>
    </message>
    <message>
        <source>Hide selection</source>
        <translation>Masquer la sélection</translation>
    </message>
    <message>
        <source>Leave legible</source>
        <translation>Laisser lisible</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>Rien n&apos;est masqué</translation>
    </message>
    <message>
        <source>Nothing was found that may not leave. Look the copy through: select words and hide them.</source>
        <translation>Rien de ce qui ne doit pas sortir n&apos;a été trouvé. Relisez la copie&#xa0;: sélectionnez des mots et masquez-les.</translation>
    </message>
    <message>
        <source>Select words of a message first, with Shift and the arrows.</source>
        <translation>Sélectionnez d&apos;abord des mots d&apos;un message, avec Maj et les flèches.</translation>
    </message>
    <message>
        <source>Send a copy of the chat</source>
        <translation>Envoyer une copie du chat</translation>
    </message>
    <message>
        <source>Send the copy</source>
        <translation>Envoyer la copie</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>The copy as it goes</source>
        <translation>La copie telle qu&apos;elle part</translation>
    </message>
    <message>
        <source>There is no e-mail address on file. A copy goes to nowhere else; add an address first.</source>
        <translation>Aucune adresse e-mail n&apos;est enregistrée. Une copie ne va nulle part ailleurs&#xa0;; ajoutez d&apos;abord une adresse.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>À</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <source>Why it may stay legible</source>
        <translation>Pourquoi cela peut rester lisible</translation>
    </message>
</context>
<context>
    <name>SendingPresenter</name>
    <message>
        <source>Hidden again.</source>
        <translation>Masqué de nouveau.</translation>
    </message>
    <message>
        <source>Hidden.</source>
        <translation>Masqué.</translation>
    </message>
    <message>
        <source>In the topic</source>
        <translation>Dans le sujet</translation>
    </message>
    <message>
        <source>It stays legible in the copy.</source>
        <translation>Cela reste lisible dans la copie.</translation>
    </message>
    <message>
        <source>Mail to this address was refused before. Ask whether it is right.</source>
        <translation>Un message à cette adresse a déjà été refusé. Demandez si elle est juste.</translation>
    </message>
    <message>
        <source>New since {0}: a team lead approves first, and the old contact is told.</source>
        <translation>Nouvelle depuis le {0}&#xa0;: un responsable approuve d&apos;abord, et l&apos;ancien contact est prévenu.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Rien n&apos;a été envoyé.</translation>
    </message>
    <message>
        <source>On file unchanged since {0}.</source>
        <translation>Inchangée depuis le {0}.</translation>
    </message>
    <message>
        <source>The conversation could not be read.</source>
        <translation>La conversation n&apos;a pas pu être lue.</translation>
    </message>
    <message>
        <source>The conversation is being read…</source>
        <translation>Lecture de la conversation…</translation>
    </message>
    <message>
        <source>The copy is being written…</source>
        <translation>Rédaction de la copie…</translation>
    </message>
    <message>
        <source>The copy is on its way.</source>
        <translation>La copie est partie.</translation>
    </message>
    <message>
        <source>The copy waits for a team lead. The old contact is told once it goes.</source>
        <translation>La copie attend un responsable. L&apos;ancien contact est prévenu à son départ.</translation>
    </message>
    <message>
        <source>This is a valid card number: it never leaves.</source>
        <translation>C&apos;est un numéro de carte valide&#xa0;: il ne sort jamais.</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Annulé.</translation>
    </message>
</context>
<context>
    <name>Served</name>
    <message>
        <source>{0} is no longer open here. {1}</source>
        <translation>La demande {0} n&apos;est plus ouverte ici. {1}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>As the computer</source>
        <translation>Comme l&apos;ordinateur</translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation>Au poste</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Back to your work</source>
        <translation>Retour à votre travail</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Kept for you on this computer. Every choice applies at once.</source>
        <translation>Conservés pour vous sur cet ordinateur. Chaque choix s&apos;applique aussitôt.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Light or dark, or as the computer is set.</source>
        <translation>Clair ou sombre, ou comme l&apos;ordinateur est réglé.</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Apparence et langue</translation>
    </message>
    <message>
        <source>Mask after</source>
        <translation>Masquer après</translation>
    </message>
    <message>
        <source>Minutes without a key or the mouse until everything shown is masked.</source>
        <translation>Minutes sans clavier ni souris avant que tout l&apos;affichage soit masqué.</translation>
    </message>
    <message>
        <source>Of this window. Customers are written to in their own language.</source>
        <translation>De cette fenêtre. Les clients reçoivent leurs messages dans leur langue.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Text, icons and controls grow together.</source>
        <translation>Texte, icônes et commandes grandissent ensemble.</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Care Console</source>
        <translation>Care Console</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Fermer le message</translation>
    </message>
    <message>
        <source>No message shows.</source>
        <translation>Aucun message n&apos;est affiché.</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message numerus="yes">
        <source>%n message(s) in doubt</source>
        <translation>
            <numerusform>%n message incertain</numerusform>
            <numerusform>%n messages incertains</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n message en attente</numerusform>
            <numerusform>%n messages en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>All recorded</source>
        <translation>Tout est journalisé</translation>
    </message>
    <message>
        <source>Audit service away</source>
        <translation>Service d&apos;audit injoignable</translation>
    </message>
    <message>
        <source>Audit service away, {0} waiting since {1}</source>
        <translation>Service d&apos;audit injoignable, {0} en attente depuis {1}</translation>
    </message>
    <message>
        <source>Care Console</source>
        <translation>Care Console</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>Rien n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Refused by the order system: {0} (tell IT)</source>
        <translation>Refusés par le système de commandes&#xa0;: {0} (prévenez l&apos;informatique)</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Sign out {0}</source>
        <translation>Déconnecter {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>depuis {0}</translation>
    </message>
    <message>
        <source>{0} waiting since {1}</source>
        <translation>{0} en attente depuis {1}</translation>
    </message>
</context>
<context>
    <name>SignInPresenter</name>
    <message>
        <source>Too many wrong passwords. Try again at {0}.</source>
        <translation>Trop de mots de passe erronés. Réessayez à {0}.</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Agent name</source>
        <translation>Nom du conseiller</translation>
    </message>
    <message>
        <source>Caps Lock may be on</source>
        <translation>Le verrouillage majuscules est peut-être actif</translation>
    </message>
    <message>
        <source>Care Console</source>
        <translation>Care Console</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>End this shift: somebody else signs in</source>
        <translation>Terminer cette session&#xa0;: quelqu&apos;un d&apos;autre se connecte</translation>
    </message>
    <message>
        <source>Everything that you look at is recorded with your name.</source>
        <translation>Tout ce que vous consultez est journalisé à votre nom.</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Masqué</translation>
    </message>
    <message>
        <source>Opening the customer store…</source>
        <translation>Ouverture de la base clients…</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Une autre personne</translation>
    </message>
    <message>
        <source>You are signed in once it is open.</source>
        <translation>Vous serez connecté dès qu&apos;elle sera ouverte.</translation>
    </message>
    <message>
        <source>Your work is kept. Type your password to go on with it.</source>
        <translation>Votre travail est conservé. Saisissez votre mot de passe pour le reprendre.</translation>
    </message>
</context>
<context>
    <name>SituationsBar</name>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <source>Last day, such as 24/11/2027</source>
        <translation>Dernier jour, par exemple 24/11/2027</translation>
    </message>
    <message>
        <source>On what it rests</source>
        <translation>Sur quoi il repose</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>L&apos;enregistrer</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Ce qui est enregistré</translation>
    </message>
</context>
<context>
    <name>SituationsPresenter</name>
    <message>
        <source>A representative&apos;s authority</source>
        <translation>Mandat de représentation</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Mettre fin</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Signalement</translation>
    </message>
    <message>
        <source>Flag: {0}</source>
        <translation>Signalement&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Flags, and who may ask for {0}</source>
        <translation>Signalements et mandataires de {0}</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Lever</translation>
    </message>
    <message>
        <source>Name of the representative</source>
        <translation>Nom du mandataire</translation>
    </message>
    <message>
        <source>Not saved: your text is kept here.</source>
        <translation>Non enregistré&#xa0;: votre saisie est conservée ici.</translation>
    </message>
    <message>
        <source>Recorded: {0} may ask as a representative.</source>
        <translation>Enregistré&#xa0;: {0} peut intervenir comme mandataire.</translation>
    </message>
    <message>
        <source>Reported; a team lead confirms it</source>
        <translation>Signalé&#xa0;; un responsable le confirme</translation>
    </message>
    <message>
        <source>The authority has ended.</source>
        <translation>Le mandat a pris fin.</translation>
    </message>
    <message>
        <source>The flag is lifted: {0}.</source>
        <translation>Le signalement est levé&#xa0;: {0}.</translation>
    </message>
    <message>
        <source>The flag is set: {0}.</source>
        <translation>Le signalement est posé&#xa0;: {0}.</translation>
    </message>
    <message>
        <source>Why, in a few words</source>
        <translation>Pourquoi, en quelques mots</translation>
    </message>
    <message>
        <source>{0} may ask as a representative</source>
        <translation>{0} peut intervenir comme mandataire</translation>
    </message>
    <message>
        <source>{0}, until {1}, recorded by {2}, {3}</source>
        <translation>{0}, jusqu&apos;au {1}, enregistré par {2}, {3}</translation>
    </message>
</context>
<context>
    <name>StoppedPage</name>
    <message>
        <source>Addresses kept from marketing though nobody there is a customer. Reading is recorded.</source>
        <translation>Adresses protégées de la prospection sans qu&apos;un client y habite. Cette lecture est journalisée.</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>Société</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>No report waits.</source>
        <translation>Aucun signalement en attente.</translation>
    </message>
    <message>
        <source>Reported deaths</source>
        <translation>Décès signalés</translation>
    </message>
    <message>
        <source>Suppressed addresses</source>
        <translation>Adresses en liste d&apos;opposition</translation>
    </message>
    <message>
        <source>Suppressions</source>
        <translation>Liste d&apos;opposition</translation>
    </message>
    <message>
        <source>Whole postcode</source>
        <translation>Code postal entier</translation>
    </message>
    <message>
        <source>Whole postcode, or town</source>
        <translation>Code postal entier, ou ville</translation>
    </message>
</context>
<context>
    <name>StoppedPresenter</name>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Confirmed.</source>
        <translation>Confirmé.</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Tout le monde</translation>
    </message>
    <message>
        <source>How that is known</source>
        <translation>Comment on le sait</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>Lever</translation>
    </message>
    <message>
        <source>Lifted. The entry stays on record.</source>
        <translation>Levée. L&apos;entrée reste au registre.</translation>
    </message>
    <message>
        <source>No address is suppressed here. Ctrl+Shift+D in look-up stops marketing to one.</source>
        <translation>Aucune adresse en opposition ici. Ctrl+Maj+D dans la recherche arrête la prospection vers une adresse.</translation>
    </message>
    <message>
        <source>Not saved: your text is kept here.</source>
        <translation>Non enregistré&#xa0;: votre saisie est conservée ici.</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>The flag is gone, and what the customer had chosen stands again.</source>
        <translation>Le signalement est retiré, et les choix du client valent de nouveau.</translation>
    </message>
    <message>
        <source>Type the whole postcode that the caller says, and press Enter.</source>
        <translation>Saisissez le code postal entier que dit l&apos;appelant, puis Entrée.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <source>Was an error</source>
        <translation>C&apos;était une erreur</translation>
    </message>
    <message>
        <source>What evidence was seen</source>
        <translation>Quel justificatif a été vu</translation>
    </message>
    <message>
        <source>Why it is lifted</source>
        <translation>Motif de la levée</translation>
    </message>
    <message>
        <source>You reported it yourself: another team lead settles it.</source>
        <translation>C&apos;est votre propre signalement&#xa0;: un autre responsable décide.</translation>
    </message>
    <message>
        <source>lifted {0} by {1}</source>
        <translation>levée le {0} par {1}</translation>
    </message>
    <message>
        <source>recorded by {0}, {1}, on the word of {2}</source>
        <translation>enregistré par {0}, {1}, à la demande de&#xa0;: {2}</translation>
    </message>
</context>
<context>
    <name>StoppingBar</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>End request</source>
        <translation>Clore la demande</translation>
    </message>
    <message>
        <source>For which brands</source>
        <translation>Pour quelles marques</translation>
    </message>
    <message>
        <source>On whose word</source>
        <translation>À la demande de qui</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Défaire</translation>
    </message>
    <message>
        <source>What stops</source>
        <translation>Ce qui cesse</translation>
    </message>
</context>
<context>
    <name>SupervisePage</name>
    <message>
        <source>At work now</source>
        <translation>En cours actuellement</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Rejoindre</translation>
    </message>
    <message>
        <source>Join: {0}</source>
        <translation>Rejoindre&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Quitter</translation>
    </message>
    <message>
        <source>Nobody has a customer open</source>
        <translation>Personne n&apos;a de fiche client ouverte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Supervise</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>The requests of your colleagues appear here as soon as a customer is open.</source>
        <translation>Les demandes de vos collègues apparaissent ici dès qu&apos;une fiche client est ouverte.</translation>
    </message>
    <message>
        <source>You see what the agent may see, and change nothing. Joining is recorded.</source>
        <translation>Vous voyez ce que le conseiller peut voir, sans rien modifier. Votre présence est journalisée.</translation>
    </message>
</context>
<context>
    <name>SupervisePresenter</name>
    <message>
        <source>Asked by</source>
        <translation>Demandeur</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Signalement</translation>
    </message>
    <message>
        <source>Locked after three wrong answers</source>
        <translation>Bloqué après trois réponses fausses</translation>
    </message>
    <message>
        <source>Not verified: details are masked</source>
        <translation>Non vérifié&#xa0;: les coordonnées sont masquées</translation>
    </message>
    <message>
        <source>Not yet known</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Modifications enregistrées</translation>
    </message>
    <message>
        <source>Verified: {0}</source>
        <translation>Vérifié&#xa0;: {0}</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
</context>
<context>
    <name>TrainingView</name>
    <message>
        <source>Begin training</source>
        <translation>Commencer la formation</translation>
    </message>
    <message>
        <source>Begin training lists the conversations that are kept, the newest first.</source>
        <translation>«&#xa0;Commencer la formation&#xa0;» liste les conversations conservées, les plus récentes d&apos;abord.</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversations</translation>
    </message>
    <message>
        <source>Conversations are opened for training under a request of their own, each recorded, and always without what tells who the customer was.</source>
        <translation>Les conversations s&apos;ouvrent pour la formation sous une demande propre, chacune journalisée, et toujours sans ce qui dirait qui était le client.</translation>
    </message>
    <message>
        <source>End training</source>
        <translation>Terminer la formation</translation>
    </message>
    <message>
        <source>No conversation is kept.</source>
        <translation>Aucune conversation n&apos;est conservée.</translation>
    </message>
    <message>
        <source>No training has begun</source>
        <translation>Aucune formation en cours</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Read {0}, {1}</source>
        <translation>Lire {0}, {1}</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Afficher plus</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Formation</translation>
    </message>
</context>
<context>
    <name>TranscriptPage</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Fetching the conversation from the chat provider…</source>
        <translation>Récupération de la conversation chez le fournisseur de chat…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Rechercher</translation>
    </message>
    <message>
        <source>Find in this conversation</source>
        <translation>Rechercher dans cette conversation</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Occurrence suivante</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Occurrence précédente</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} sur {1}</translation>
    </message>
</context>
<context>
    <name>TranscriptPresenter</name>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Only the chat provider has this conversation, and it could not be fetched. {0}</source>
        <translation>Seul le fournisseur de chat a cette conversation, et elle n&apos;a pas pu être récupérée. {0}</translation>
    </message>
    <message>
        <source>The conversation could not be read.</source>
        <translation>La conversation n&apos;a pas pu être lue.</translation>
    </message>
</context>
<context>
    <name>TranscriptsCard</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Conversations are searched only when the customer asks for a copy of one. Do they ask for one?</source>
        <translation>On ne cherche dans les conversations que si le client demande une copie. En demande-t-il une&#xa0;?</translation>
    </message>
    <message>
        <source>Find in all conversations</source>
        <translation>Rechercher dans toutes les conversations</translation>
    </message>
    <message>
        <source>No conversation is kept.</source>
        <translation>Aucune conversation n&apos;est conservée.</translation>
    </message>
    <message>
        <source>None of them holds this.</source>
        <translation>Aucune ne contient ceci.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lire</translation>
    </message>
    <message>
        <source>Read {0}, {1}</source>
        <translation>Lire {0}, {1}</translation>
    </message>
    <message>
        <source>Send a copy of {0}, {1}</source>
        <translation>Envoyer une copie de {0}, {1}</translation>
    </message>
    <message>
        <source>Send copy</source>
        <translation>Envoyer une copie</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Afficher plus</translation>
    </message>
    <message>
        <source>Transcripts</source>
        <translation>Transcriptions</translation>
    </message>
    <message>
        <source>Yes, the customer asks for a copy</source>
        <translation>Oui, le client demande une copie</translation>
    </message>
</context>
<context>
    <name>VerifyCard</name>
    <message>
        <source>Check</source>
        <translation>Vérifier</translation>
    </message>
    <message>
        <source>Could not verify</source>
        <translation>Vérification impossible</translation>
    </message>
    <message>
        <source>Emergency</source>
        <translation>Urgence</translation>
    </message>
    <message>
        <source>Emergency: open address and phone</source>
        <translation>Urgence&#xa0;: ouvrir adresse et téléphone</translation>
    </message>
    <message>
        <source>Kind of fact</source>
        <translation>Type d&apos;élément</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Concordant</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>Non concordant</translation>
    </message>
    <message>
        <source>Send a one-time code</source>
        <translation>Envoyer un code à usage unique</translation>
    </message>
    <message>
        <source>Send another code</source>
        <translation>Envoyer un autre code</translation>
    </message>
    <message>
        <source>Verify identity</source>
        <translation>Vérifier l&apos;identité</translation>
    </message>
    <message>
        <source>What the customer says</source>
        <translation>Ce que dit le client</translation>
    </message>
    <message>
        <source>{0} of {1} matched</source>
        <translation>{0} sur {1} concordants</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Close message</source>
        <translation>Fermer le message</translation>
    </message>
</context>
<context>
    <name>_Setting</name>
    <message>
        <source>{0}. Your IT has fixed this.</source>
        <translation>{0}. Fixé par votre informatique.</translation>
    </message>
</context>
<context>
    <name>amending</name>
    <message>
        <source>A customer has a name.</source>
        <translation>Un client a un nom.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address of order {0}</source>
        <translation>Adresse de la commande {0}</translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation>Accord donné le</translation>
    </message>
    <message>
        <source>As it is said</source>
        <translation>Telle que dite</translation>
    </message>
    <message>
        <source>Ask the customer to confirm.</source>
        <translation>Demandez confirmation au client.</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Numéro de carte</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Pays</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Date de naissance</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>E-mail since</source>
        <translation>E-mail depuis</translation>
    </message>
    <message>
        <source>Expiry of the card</source>
        <translation>Expiration de la carte</translation>
    </message>
    <message>
        <source>Given names</source>
        <translation>Prénoms</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Responsable légal</translation>
    </message>
    <message>
        <source>In the form of the country. Read it back to the customer.</source>
        <translation>Au format du pays. Relisez-la au client.</translation>
    </message>
    <message>
        <source>Kind of address</source>
        <translation>Type d&apos;adresse</translation>
    </message>
    <message>
        <source>Kind of phone</source>
        <translation>Type de téléphone</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Name of the parent or guardian</source>
        <translation>Nom du parent ou responsable légal</translation>
    </message>
    <message>
        <source>New date of birth</source>
        <translation>Nouvelle date de naissance</translation>
    </message>
    <message>
        <source>New e-mail</source>
        <translation>Nouvel e-mail</translation>
    </message>
    <message>
        <source>New language</source>
        <translation>Nouvelle langue</translation>
    </message>
    <message>
        <source>New phone</source>
        <translation>Nouveau téléphone</translation>
    </message>
    <message>
        <source>No e-mail can be sent: tell the customer by letter.</source>
        <translation>Aucun e-mail possible&#xa0;: prévenez le client par courrier.</translation>
    </message>
    <message>
        <source>No e-mail can be sent: tell the customer now, in the chat.</source>
        <translation>Aucun e-mail possible&#xa0;: prévenez le client maintenant, dans le chat.</translation>
    </message>
    <message>
        <source>No e-mail can be sent: tell the customer now, on the call.</source>
        <translation>Aucun e-mail possible&#xa0;: prévenez le client maintenant, de vive voix.</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Read it back to the customer.</source>
        <translation>Relisez au client.</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Destinataire</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Région</translation>
    </message>
    <message>
        <source>Remove card</source>
        <translation>Supprimer la carte</translation>
    </message>
    <message>
        <source>Save change</source>
        <translation>Enregistrer la modification</translation>
    </message>
    <message>
        <source>Second line of the address</source>
        <translation>Complément d&apos;adresse</translation>
    </message>
    <message>
        <source>State of the order</source>
        <translation>État de la commande</translation>
    </message>
    <message>
        <source>Surname</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>The customer is told by e-mail at {0}.</source>
        <translation>Le client est prévenu par e-mail à {0}.</translation>
    </message>
    <message>
        <source>The customer is told by e-mail.</source>
        <translation>Le client est prévenu par e-mail.</translation>
    </message>
    <message>
        <source>This is what is on file.</source>
        <translation>C&apos;est déjà ce qui est enregistré.</translation>
    </message>
    <message>
        <source>This is {0}. Read it back to the customer.</source>
        <translation>C’est le {0}. Relisez-la au client.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Civilité</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>Ville</translation>
    </message>
    <message>
        <source>Type one of the two.</source>
        <translation>Saisissez l&apos;un des deux.</translation>
    </message>
    <message>
        <source>Type the new value</source>
        <translation>Saisissez la nouvelle valeur</translation>
    </message>
    <message>
        <source>Well formed. Spell it back to the customer.</source>
        <translation>Bien formé. Épelez-le au client.</translation>
    </message>
    <message>
        <source>addresses, orders, cards and marketing choices</source>
        <translation>adresses, commandes, cartes et choix de prospection</translation>
    </message>
    <message>
        <source>marketing choices: the guardian allows them one by one</source>
        <translation>choix de prospection&#xa0;: le responsable légal les autorise un par un</translation>
    </message>
    <message>
        <source>messages to {0}, from this moment on</source>
        <translation>les messages vers {0}, dès maintenant</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>order and service messages, to the new contact. Marketing choices do not change.</source>
        <translation>messages de commande et de service, au nouveau contact. Les choix de prospection ne changent pas.</translation>
    </message>
    <message>
        <source>order {0}, until it is validated again</source>
        <translation>la commande {0}, jusqu&apos;à nouvelle validation</translation>
    </message>
    <message>
        <source>orders already paid with it, addresses and other cards</source>
        <translation>commandes déjà payées avec, adresses et autres cartes</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>supprimé</translation>
    </message>
    <message>
        <source>saved cards</source>
        <translation>cartes enregistrées</translation>
    </message>
    <message>
        <source>the addresses that orders were placed with</source>
        <translation>les adresses des commandes déjà passées</translation>
    </message>
    <message>
        <source>the customer&apos;s own addresses, and other orders</source>
        <translation>les adresses du client, et ses autres commandes</translation>
    </message>
    <message>
        <source>the order system, of order {0}, when this can no longer be undone</source>
        <translation>le système de commandes, pour la commande {0}, une fois le délai d&apos;annulation passé</translation>
    </message>
    <message>
        <source>the shop can no longer charge it; it would have to be entered again</source>
        <translation>la boutique ne pourra plus la débiter&#xa0;; il faudra la ressaisir</translation>
    </message>
</context>
<context>
    <name>chat_words</name>
    <message>
        <source>1 message</source>
        <translation>1 message</translation>
    </message>
    <message>
        <source>1 minute</source>
        <translation>1 minute</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Chat with {0}</source>
        <translation>Chat avec {0}</translation>
    </message>
    <message>
        <source>Gone after today</source>
        <translation>Supprimée après aujourd&apos;hui</translation>
    </message>
    <message>
        <source>Kept until {0}</source>
        <translation>Conservé jusqu&apos;au {0}</translation>
    </message>
    <message>
        <source>nothing was said</source>
        <translation>aucun message</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>moins d&apos;une minute</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0} jours</translation>
    </message>
    <message>
        <source>{0} days left</source>
        <translation>encore {0} jours</translation>
    </message>
    <message>
        <source>{0} hours</source>
        <translation>{0} heures</translation>
    </message>
    <message>
        <source>{0} messages</source>
        <translation>{0} messages</translation>
    </message>
    <message>
        <source>{0} minutes</source>
        <translation>{0} minutes</translation>
    </message>
</context>
<context>
    <name>chats</name>
    <message>
        <source>Ask again</source>
        <translation>Redemander</translation>
    </message>
    <message>
        <source>Asking the chat provider: {0} found</source>
        <translation>Interrogation du fournisseur de chat&#xa0;: {0} trouvées</translation>
    </message>
    <message>
        <source>Conversations of another customer that it lists are left out.</source>
        <translation>Les conversations d&apos;un autre client qu&apos;il cite sont écartées.</translation>
    </message>
    <message>
        <source>Conversations that only the chat provider has were not searched: {0}</source>
        <translation>Conversations que seul le fournisseur de chat détient, non parcourues&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Found in {0} of {1} conversations</source>
        <translation>Trouvé dans {0} conversations sur {1}</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Chercher à nouveau</translation>
    </message>
    <message>
        <source>Searching: {0} fetched from the chat provider</source>
        <translation>Recherche&#xa0;: {0} récupérées chez le fournisseur de chat</translation>
    </message>
    <message>
        <source>The list may not be complete: the chat provider was not heard to the end.</source>
        <translation>La liste est peut-être incomplète&#xa0;: le fournisseur de chat n&apos;a pas été entendu jusqu&apos;au bout.</translation>
    </message>
    <message>
        <source>What is listed is in this computer&apos;s store; nothing of it is lost.</source>
        <translation>Ce qui est listé est dans la base de cet ordinateur&#xa0;; rien n&apos;en est perdu.</translation>
    </message>
    <message>
        <source>What is on this computer was searched.</source>
        <translation>Ce qui se trouve sur cet ordinateur a été parcouru.</translation>
    </message>
</context>
<context>
    <name>code</name>
    <message>
        <source>A code is leaving by e-mail; it may be used until {0}.</source>
        <translation>Un code part par e-mail&#xa0;; il est valable jusqu&apos;à {0}.</translation>
    </message>
    <message>
        <source>A code was sent by e-mail; it may be used until {0}.</source>
        <translation>Un code a été envoyé par e-mail&#xa0;; il est valable jusqu&apos;à {0}.</translation>
    </message>
    <message>
        <source>No mail server is set, so that no code can be sent. Ask for a further fact.</source>
        <translation>Aucun serveur de messagerie n&apos;est défini&#xa0;: aucun code ne peut être envoyé. Demandez un élément de plus.</translation>
    </message>
    <message>
        <source>The code may have arrived: ask the customer. It may be used until {0}.</source>
        <translation>Le code est peut-être arrivé&#xa0;: demandez au client. Il est valable jusqu&apos;à {0}.</translation>
    </message>
    <message>
        <source>The mail server asks to wait</source>
        <translation>Le serveur de messagerie demande d&apos;attendre</translation>
    </message>
    <message>
        <source>The mail server refused the code: it does not arrive. Ask for a further fact.</source>
        <translation>Le serveur de messagerie a refusé le code&#xa0;: il n&apos;arrivera pas. Demandez un élément de plus.</translation>
    </message>
    <message>
        <source>{0}: the code has not left yet. Ask for a further fact, or wait.</source>
        <translation>{0}&#xa0;: le code n&apos;est pas encore parti. Demandez un élément de plus, ou attendez.</translation>
    </message>
</context>
<context>
    <name>consents</name>
    <message>
        <source>May {0} make you offers in live chat? You can stop them at any time.</source>
        <translation>{0} peut-elle vous faire des offres par chat&#xa0;? Vous pouvez y mettre fin à tout moment.</translation>
    </message>
    <message>
        <source>May {0} match your details with data from other sources, to choose what to offer you?</source>
        <translation>{0} peut-elle rapprocher vos coordonnées de données d&apos;autres sources, pour choisir ses offres&#xa0;?</translation>
    </message>
    <message>
        <source>May {0} pass your e-mail address to other companies, so that they can send you offers by e-mail?</source>
        <translation>{0} peut-elle transmettre votre adresse e-mail à d&apos;autres sociétés, pour qu&apos;elles vous envoient des offres par e-mail&#xa0;?</translation>
    </message>
    <message>
        <source>May {0} pass your phone number to other companies, so that they can ring you with offers?</source>
        <translation>{0} peut-elle transmettre votre téléphone à d&apos;autres sociétés, pour qu&apos;elles vous appellent avec des offres&#xa0;?</translation>
    </message>
    <message>
        <source>May {0} pass your postal address to other companies, so that they can send you offers by post?</source>
        <translation>{0} peut-elle transmettre votre adresse postale à d&apos;autres sociétés, pour qu&apos;elles vous envoient des offres par courrier&#xa0;?</translation>
    </message>
    <message>
        <source>May {0} publish what you told us of your experience, with your name?</source>
        <translation>{0} peut-elle publier votre témoignage, avec votre nom&#xa0;?</translation>
    </message>
    <message>
        <source>May {0} ring you with offers? You can stop the calls at any time.</source>
        <translation>{0} peut-elle vous appeler avec des offres&#xa0;? Vous pouvez mettre fin aux appels à tout moment.</translation>
    </message>
    <message>
        <source>May {0} send you offers by e-mail? You can stop them at any time.</source>
        <translation>{0} peut-elle vous envoyer des offres par e-mail&#xa0;? Vous pouvez y mettre fin à tout moment.</translation>
    </message>
    <message>
        <source>May {0} send you offers by post? You can stop them at any time by phone or e-mail to us.</source>
        <translation>{0} peut-elle vous envoyer des offres par courrier&#xa0;? Vous pouvez y mettre fin à tout moment, par téléphone ou par e-mail.</translation>
    </message>
    <message>
        <source>May {0} send you offers by text message? You can stop them at any time.</source>
        <translation>{0} peut-elle vous envoyer des offres par SMS&#xa0;? Vous pouvez y mettre fin à tout moment.</translation>
    </message>
    <message>
        <source>May {0} share your details with the other companies of the group, so that they can send you offers?</source>
        <translation>{0} peut-elle partager vos coordonnées avec les autres sociétés du groupe, pour qu&apos;elles vous envoient des offres&#xa0;?</translation>
    </message>
    <message>
        <source>May {0} use your details to choose the advertising that you see elsewhere?</source>
        <translation>{0} peut-elle utiliser vos coordonnées pour choisir la publicité que vous voyez ailleurs&#xa0;?</translation>
    </message>
</context>
<context>
    <name>consequences</name>
    <message>
        <source>Allowed</source>
        <translation>Autorisé</translation>
    </message>
    <message>
        <source>Cannot be undone</source>
        <translation>Irréversible</translation>
    </message>
    <message>
        <source>Goes on hold</source>
        <translation>Mis en attente</translation>
    </message>
    <message>
        <source>Is told</source>
        <translation>Est prévenu</translation>
    </message>
    <message>
        <source>Kept as proof</source>
        <translation>Conservé comme preuve</translation>
    </message>
    <message>
        <source>May still arrive</source>
        <translation>Peut encore arriver</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>À lire à voix haute</translation>
    </message>
    <message>
        <source>Read aloud: {0}</source>
        <translation>À lire à voix haute&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Reste inchangé</translation>
    </message>
    <message>
        <source>Still sent</source>
        <translation>Toujours envoyé</translation>
    </message>
    <message>
        <source>Stops</source>
        <translation>Cesse</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}&#xa0;: {1}</translation>
    </message>
</context>
<context>
    <name>delivery</name>
    <message>
        <source>Mail does not leave</source>
        <translation>Les messages ne partent pas</translation>
    </message>
    <message>
        <source>No mail server is set</source>
        <translation>Aucun serveur de messagerie n&apos;est défini</translation>
    </message>
    <message>
        <source>The mail server asks to wait</source>
        <translation>Le serveur de messagerie demande d&apos;attendre</translation>
    </message>
    <message>
        <source>The mail server cannot be reached</source>
        <translation>Le serveur de messagerie est injoignable</translation>
    </message>
    <message>
        <source>The mail server could not prove who it is: tell IT</source>
        <translation>Le serveur de messagerie n&apos;a pas pu prouver son identité&#xa0;: prévenez l&apos;informatique</translation>
    </message>
    <message>
        <source>The mail server does not answer</source>
        <translation>Le serveur de messagerie ne répond pas</translation>
    </message>
    <message>
        <source>The mail server does not let this console in: tell IT</source>
        <translation>Le serveur de messagerie refuse l&apos;accès à cette console&#xa0;: prévenez l&apos;informatique</translation>
    </message>
    <message>
        <source>The order system asks to wait</source>
        <translation>Le système de commandes demande d&apos;attendre</translation>
    </message>
    <message>
        <source>The order system cannot be reached</source>
        <translation>Le système de commandes est injoignable</translation>
    </message>
    <message>
        <source>The order system could not prove who it is: tell IT</source>
        <translation>Le système de commandes n&apos;a pas pu prouver son identité&#xa0;: prévenez l&apos;informatique</translation>
    </message>
    <message>
        <source>The order system does not answer</source>
        <translation>Le système de commandes ne répond pas</translation>
    </message>
    <message>
        <source>The order system does not let this console in: tell IT</source>
        <translation>Le système de commandes refuse l&apos;accès à cette console&#xa0;: prévenez l&apos;informatique</translation>
    </message>
    <message>
        <source>The order system is not told</source>
        <translation>Le système de commandes n&apos;est pas prévenu</translation>
    </message>
</context>
<context>
    <name>demo</name>
    <message>
        <source>Demo on published data. Sign in as {0}; the password is {1}</source>
        <translation>Démonstration sur données publiées. Connectez-vous comme {0}&#xa0;; le mot de passe est {1}</translation>
    </message>
    <message>
        <source>Making the demo from published data…</source>
        <translation>Préparation de la démonstration à partir de données publiées…</translation>
    </message>
</context>
<context>
    <name>duplicates</name>
    <message>
        <source>Possible duplicate</source>
        <translation>Doublon possible</translation>
    </message>
    <message>
        <source>{0} possible duplicates</source>
        <translation>{0} doublons possibles</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>answer</source>
        <translation>réponse</translation>
    </message>
    <message>
        <source>birth date</source>
        <translation>date de naissance</translation>
    </message>
    <message>
        <source>card</source>
        <translation>carte</translation>
    </message>
    <message>
        <source>code</source>
        <translation>code</translation>
    </message>
    <message>
        <source>e-mail</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>number</source>
        <translation>n° client</translation>
    </message>
    <message>
        <source>order</source>
        <translation>commande</translation>
    </message>
    <message>
        <source>phone</source>
        <translation>téléphone</translation>
    </message>
    <message>
        <source>postcode</source>
        <translation>code postal</translation>
    </message>
</context>
<context>
    <name>file_view</name>
    <message>
        <source>A death was reported: nothing is disclosed. Opting out still works.</source>
        <translation>Un décès a été signalé&#xa0;: rien n&apos;est divulgué. La désinscription reste possible.</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Date de naissance</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Guardian</source>
        <translation>Responsable légal</translation>
    </message>
    <message>
        <source>Handed over more than 10 minutes ago: one fact confirms what was proved before.</source>
        <translation>Transmise il y a plus de 10 minutes&#xa0;: un élément confirme la vérification déjà faite.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Locked after three wrong answers</source>
        <translation>Verrouillé après trois réponses erronées</translation>
    </message>
    <message>
        <source>Minor</source>
        <translation>Mineur</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>No agreement on file</source>
        <translation>Aucun accord enregistré</translation>
    </message>
    <message>
        <source>Not verified: addresses and phones are open in an emergency, recorded</source>
        <translation>Non vérifié&#xa0;: adresses et téléphones ouverts en urgence, accès journalisé</translation>
    </message>
    <message>
        <source>Not verified: details are masked</source>
        <translation>Non vérifié&#xa0;: coordonnées masquées</translation>
    </message>
    <message>
        <source>Not yet known</source>
        <translation>Pas encore connu</translation>
    </message>
    <message>
        <source>Nothing chosen: as {0} says</source>
        <translation>Rien de choisi&#xa0;: selon {0}</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>The code word is asked for: the security answer must be among the facts.</source>
        <translation>Le mot convenu est exigé&#xa0;: la réponse secrète doit figurer parmi les éléments.</translation>
    </message>
    <message>
        <source>The flag asks for more: an order, the date of birth or the security answer must be among the facts.</source>
        <translation>Le signalement exige plus&#xa0;: une commande, la date de naissance ou la réponse secrète doit figurer parmi les éléments.</translation>
    </message>
    <message>
        <source>The order system did not take the new address ({0}): tell IT.</source>
        <translation>Le système de commandes n&apos;a pas pris la nouvelle adresse ({0})&#xa0;: prévenez le service informatique.</translation>
    </message>
    <message>
        <source>This change takes one fact more.</source>
        <translation>Cette modification exige un élément de plus.</translation>
    </message>
    <message>
        <source>This change takes {0} facts more.</source>
        <translation>Cette modification exige {0} éléments de plus.</translation>
    </message>
    <message>
        <source>Three answers were wrong within 24 hours. Details stay locked; opting out still works.</source>
        <translation>Trois réponses erronées en 24 heures. Les coordonnées restent verrouillées&#xa0;; la désinscription reste possible.</translation>
    </message>
    <message>
        <source>Verified {0} · {1}</source>
        <translation>Vérifié {0} · {1}</translation>
    </message>
    <message>
        <source>Wrong answers left until the record locks for 24 hours: {0}.</source>
        <translation>Réponses fausses restantes avant blocage de la fiche pendant 24 heures&#xa0;: {0}.</translation>
    </message>
    <message>
        <source>agreed {0}</source>
        <translation>accord du {0}</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>en échec</translation>
    </message>
    <message>
        <source>said earlier</source>
        <translation>déjà donné</translation>
    </message>
    <message>
        <source>silenced by a flag; else allowed: {0}</source>
        <translation>bloqué par un signalement&#xa0;; sinon autorisé&#xa0;: {0}</translation>
    </message>
    <message>
        <source>on the word of {0}</source>
        <translation>à la demande de&#xa0;: {0}</translation>
    </message>
    <message>
        <source>recorded by {0}</source>
        <translation>enregistré par {0}</translation>
    </message>
    <message>
        <source>since {0}</source>
        <translation>depuis le {0}</translation>
    </message>
    <message>
        <source>under {0}</source>
        <translation>selon {0}</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>{0}&#xa0;: modifié</translation>
    </message>
    <message>
        <source>{0}, {1}: allowed</source>
        <translation>{0}, {1}&#xa0;: autorisé</translation>
    </message>
    <message>
        <source>{0}, {1}: stopped</source>
        <translation>{0}, {1}&#xa0;: arrêté</translation>
    </message>
    <message>
        <source>{0}: reported</source>
        <translation>{0}&#xa0;: signalé</translation>
    </message>
    <message>
        <source>{0}: {1} became {2}</source>
        <translation>{0}&#xa0;: {1} remplacé par {2}</translation>
    </message>
</context>
<context>
    <name>lookup advice</name>
    <message>
        <source>An e-mail address matches only as a whole. Ask for all of it, or for the name and the postcode.</source>
        <translation>Une adresse e-mail n&apos;est trouvée qu&apos;entière. Demandez-la en entier, ou le nom et le code postal.</translation>
    </message>
    <message>
        <source>Ask for the first name or the date of birth.</source>
        <translation>Demandez le prénom ou la date de naissance.</translation>
    </message>
    <message>
        <source>Ask for the first name, then the postcode or the town.</source>
        <translation>Demandez le prénom, puis le code postal ou la ville.</translation>
    </message>
    <message>
        <source>Ask for the name as well. Postcode and date of birth match only when they are complete.</source>
        <translation>Demandez aussi le nom. Code postal et date de naissance ne sont trouvés que complets.</translation>
    </message>
    <message>
        <source>Ask for the name.</source>
        <translation>Demandez le nom.</translation>
    </message>
    <message>
        <source>Ask for the postcode or the date of birth.</source>
        <translation>Demandez le code postal ou la date de naissance.</translation>
    </message>
    <message>
        <source>Ask for the postcode.</source>
        <translation>Demandez le code postal.</translation>
    </message>
    <message>
        <source>Ask how the name is spelt, and have the postcode or the date of birth said again.</source>
        <translation>Faites épeler le nom, et répéter le code postal ou la date de naissance.</translation>
    </message>
    <message>
        <source>Ask how the name is spelt, or for the postcode, an order number or the e-mail address. Ctrl+Shift+D stops post to an address.</source>
        <translation>Faites épeler le nom, ou demandez le code postal, un numéro de commande ou l&apos;adresse e-mail. Ctrl+Maj+D arrête le courrier vers une adresse.</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>No more postcodes or birth dates</source>
        <translation>Plus de codes postaux ni de dates de naissance</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Personne trouvé</translation>
    </message>
    <message>
        <source>Nobody has this e-mail address. Ask how it is spelt, or for the name and the postcode.</source>
        <translation>Personne n&apos;a cette adresse e-mail. Faites-la épeler, ou demandez le nom et le code postal.</translation>
    </message>
    <message>
        <source>Nobody has this number. Ask for another number, or for the name and the postcode.</source>
        <translation>Personne n&apos;a ce numéro. Demandez-en un autre, ou le nom et le code postal.</translation>
    </message>
    <message>
        <source>Nothing to search for</source>
        <translation>Rien à chercher</translation>
    </message>
    <message>
        <source>Numbers, postcodes and dates match only as a whole. Ask for all of it, or for the name.</source>
        <translation>Numéros, codes postaux et dates ne sont trouvés qu&apos;entiers. Demandez-les en entier, ou le nom.</translation>
    </message>
    <message>
        <source>One letter begins too many names: ask for the surname and type more of it.</source>
        <translation>Trop de noms commencent par une lettre&#xa0;: demandez le nom de famille et tapez-en davantage.</translation>
    </message>
    <message>
        <source>Only the beginning was read. Type the name, and one thing more.</source>
        <translation>Seul le début a été lu. Tapez le nom, et un seul autre élément.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Search refused</source>
        <translation>Recherche refusée</translation>
    </message>
    <message>
        <source>Searching pauses</source>
        <translation>Recherche en pause</translation>
    </message>
    <message>
        <source>Several were tried under this request, so further ones are not searched. Ask for the name, the e-mail address or an order number. Ctrl+K begins another request.</source>
        <translation>Plusieurs ont été essayés dans cette demande&#xa0;; les suivants ne sont plus cherchés. Demandez le nom, l&apos;adresse e-mail ou un numéro de commande. Ctrl+K commence une autre demande.</translation>
    </message>
    <message>
        <source>Too many searches in one hour. Searching works again at {0}; a team lead can search meanwhile.</source>
        <translation>Trop de recherches en une heure. La recherche reprend à {0}&#xa0;; un responsable d&apos;équipe peut chercher entre-temps.</translation>
    </message>
    <message>
        <source>Type a name, or a whole e-mail, phone or customer number.</source>
        <translation>Tapez un nom, ou un e-mail, téléphone ou numéro client complet.</translation>
    </message>
    <message>
        <source>Type on</source>
        <translation>Continuez</translation>
    </message>
</context>
<context>
    <name>lookup rows</name>
    <message>
        <source>Look-up</source>
        <translation>Recherche</translation>
    </message>
</context>
<context>
    <name>optout</name>
    <message>
        <source>All marketing</source>
        <translation>Toute la prospection</translation>
    </message>
    <message>
        <source>All {0} brands</source>
        <translation>Les {0} marques</translation>
    </message>
    <message>
        <source>Confirm it by letter too: only an e-mail on file gets a confirmation by itself.</source>
        <translation>Confirmez-le aussi par courrier&#xa0;: seule une adresse e-mail enregistrée reçoit d&apos;elle-même une confirmation.</translation>
    </message>
    <message>
        <source>Other choices stay as they are.</source>
        <translation>Les autres choix restent inchangés.</translation>
    </message>
    <message>
        <source>Say it in the chat too; an e-mail on file gets a confirmation then.</source>
        <translation>Dites-le aussi dans le chat&#xa0;; l&apos;adresse e-mail enregistrée reçoit alors une confirmation.</translation>
    </message>
    <message>
        <source>Say it on the call too; an e-mail on file gets a confirmation then.</source>
        <translation>Dites-le aussi pendant l&apos;appel&#xa0;; l&apos;adresse e-mail enregistrée reçoit alors une confirmation.</translation>
    </message>
    <message>
        <source>a team lead, who confirms the evidence. Until then the flag says: reported.</source>
        <translation>un responsable d&apos;équipe, qui vérifie le justificatif. D&apos;ici là, la mention est&#xa0;: signalé.</translation>
    </message>
    <message>
        <source>all marketing</source>
        <translation>toute la prospection</translation>
    </message>
    <message>
        <source>all marketing, by every channel, with sharing, matching and advertising</source>
        <translation>toute la prospection, par tous les canaux, avec partage, rapprochement et publicité</translation>
    </message>
    <message>
        <source>all that is on file; none of it is disclosed to anybody.</source>
        <translation>tout ce qui est enregistré&#xa0;; rien n&apos;en est divulgué à personne.</translation>
    </message>
    <message>
        <source>messages about orders, deliveries and the account.</source>
        <translation>les messages sur les commandes, les livraisons et le compte.</translation>
    </message>
    <message>
        <source>post that is under way already, until {0}</source>
        <translation>le courrier déjà parti, jusqu&apos;au {0}</translation>
    </message>
    <message>
        <source>these words, {0}, on the word of {1}, under {2}, with request {3}.</source>
        <translation>ces mots, {0}, à la demande de&#xa0;: {1}, selon {2}, avec la demande {3}.</translation>
    </message>
    <message>
        <source>what others have in hand</source>
        <translation>ce que des tiers ont déjà en main</translation>
    </message>
    <message>
        <source>{0}, {1}, from now on, until the customer says no.</source>
        <translation>{0}, {1}, dès maintenant et jusqu&apos;à ce que le client refuse.</translation>
    </message>
    <message>
        <source>{0}, {1}, from now on.</source>
        <translation>{0}, {1}, dès maintenant.</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Administration is done on the command line</source>
        <translation>L&apos;administration se fait en ligne de commande</translation>
    </message>
    <message>
        <source>Amend the e-mail</source>
        <translation>Modifier l&apos;e-mail</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Approbations</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Journal d&apos;audit</translation>
    </message>
    <message>
        <source>Choose or open a customer first.</source>
        <translation>Choisissez ou ouvrez d&apos;abord un client.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Actions</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Accès d&apos;urgence</translation>
    </message>
    <message>
        <source>End the request</source>
        <translation>Clore la demande</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Trouver un client</translation>
    </message>
    <message>
        <source>Flags, and who may ask</source>
        <translation>Signalements et mandataires</translation>
    </message>
    <message>
        <source>General question, no customer</source>
        <translation>Question générale, sans client</translation>
    </message>
    <message>
        <source>Go to look-up first.</source>
        <translation>Allez d&apos;abord à la recherche.</translation>
    </message>
    <message>
        <source>Go to the audit log first.</source>
        <translation>Allez d&apos;abord au journal d&apos;audit.</translation>
    </message>
    <message>
        <source>Hand the request over</source>
        <translation>Transmettre la demande</translation>
    </message>
    <message>
        <source>Import data with: care-console import. Add people with: care-console agent add.</source>
        <translation>Importer des données&#xa0;: care-console import. Ajouter des personnes&#xa0;: care-console agent add.</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Raccourcis clavier</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Mask everything now</source>
        <translation>Tout masquer maintenant</translation>
    </message>
    <message>
        <source>No request is open here.</source>
        <translation>Aucune demande n&apos;est ouverte ici.</translation>
    </message>
    <message>
        <source>Note on the request</source>
        <translation>Note sur la demande</translation>
    </message>
    <message>
        <source>Open a customer first.</source>
        <translation>Ouvrez d&apos;abord un client.</translation>
    </message>
    <message>
        <source>Open requests</source>
        <translation>Demandes ouvertes</translation>
    </message>
    <message>
        <source>Park the request</source>
        <translation>Mettre la demande en attente</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Actualiser</translation>
    </message>
    <message>
        <source>Report a death</source>
        <translation>Signaler un décès</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <source>Send a copy of a chat</source>
        <translation>Envoyer une copie d&apos;un chat</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Show the next brand only</source>
        <translation>N&apos;afficher que la marque suivante</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
    <message>
        <source>Stop marketing</source>
        <translation>Arrêter la prospection</translation>
    </message>
    <message>
        <source>Stop marketing to an address</source>
        <translation>Arrêter la prospection vers une adresse</translation>
    </message>
    <message>
        <source>Supervise</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>Suppressions</source>
        <translation>Liste d&apos;opposition</translation>
    </message>
    <message>
        <source>Text size and language wait until the change that you have begun is saved or cancelled.</source>
        <translation>La taille du texte et la langue attendent que la modification commencée soit enregistrée ou annulée.</translation>
    </message>
    <message>
        <source>The customer was closed, and recorded as the wrong one.</source>
        <translation>Le client a été fermé et enregistré comme ouvert par erreur.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Cet ordinateur</translation>
    </message>
    <message>
        <source>This is for team leads.</source>
        <translation>Réservé aux responsables d&apos;équipe.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Formation</translation>
    </message>
    <message>
        <source>Verify the customer first.</source>
        <translation>Vérifiez d&apos;abord le client.</translation>
    </message>
    <message>
        <source>What waits for a lead</source>
        <translation>Ce qui attend un responsable</translation>
    </message>
    <message>
        <source>Wrong customer</source>
        <translation>Mauvais client</translation>
    </message>
    <message>
        <source>Your role serves no customers.</source>
        <translation>Votre rôle ne sert pas de clients.</translation>
    </message>
    <message>
        <source>{0} goes on: search for the right customer.</source>
        <translation>{0} continue&#xa0;: recherchez le bon client.</translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>Type it as it is said: 3 May 1984.</source>
        <translation>Saisissez-la comme suit&#xa0;: 03/05/1984.</translation>
    </message>
    <message>
        <source>Type the postcode, a comma, the number: LS6 2PQ, 14.</source>
        <translation>Saisissez le code postal, une virgule, le numéro&#xa0;: 59100, 14.</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>A conversation is read only when the customer asks for a copy of it.</source>
        <translation>Une conversation n&apos;est lue que si le client en demande une copie.</translation>
    </message>
    <message>
        <source>A death was reported: nothing is disclosed, and marketing stays stopped. A lead settles the report.</source>
        <translation>Un décès a été signalé&#xa0;: rien n&apos;est divulgué, et la prospection reste arrêtée. Un responsable tranche le signalement.</translation>
    </message>
    <message>
        <source>A flag silences marketing for this customer. A team lead lifts it first.</source>
        <translation>Un signalement bloque la prospection pour ce client. Un responsable doit d&apos;abord le lever.</translation>
    </message>
    <message>
        <source>A parent or guardian has to say this themselves. Open the customer with them as the one who asks.</source>
        <translation>Un parent ou responsable légal doit le dire lui-même. Ouvrez la fiche avec lui comme demandeur.</translation>
    </message>
    <message>
        <source>Access has ended. Look the customer up again; nothing that was saved is lost.</source>
        <translation>L&apos;accès a pris fin. Recherchez de nouveau le client&#xa0;; rien d&apos;enregistré n&apos;est perdu.</translation>
    </message>
    <message>
        <source>How they asked is said before somebody is opened. Begin a new request for another way.</source>
        <translation>Le moyen de contact s&apos;indique avant d&apos;ouvrir une fiche. Commencez une nouvelle demande pour un autre moyen.</translation>
    </message>
    <message>
        <source>It is in other hands now.</source>
        <translation>Elle est maintenant en d&apos;autres mains.</translation>
    </message>
    <message>
        <source>It was ended in another window.</source>
        <translation>Elle a été close dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>It was parked or handed over in another window.</source>
        <translation>Elle a été mise en attente ou transmise dans une autre fenêtre.</translation>
    </message>
    <message>
        <source>Name or password is wrong.</source>
        <translation>Nom ou mot de passe erroné.</translation>
    </message>
    <message>
        <source>No authority of a representative is on file, or it has lapsed. Opting out still works.</source>
        <translation>Aucun mandat n&apos;est enregistré, ou il a expiré. L&apos;opposition reste possible.</translation>
    </message>
    <message>
        <source>No code waits to be said: it was used, or its time is over. Send a new one.</source>
        <translation>Aucun code en attente&#xa0;: il a servi, ou son délai est passé. Envoyez-en un autre.</translation>
    </message>
    <message>
        <source>No customer is open under this request.</source>
        <translation>Aucun client n&apos;est ouvert dans cette demande.</translation>
    </message>
    <message>
        <source>Nothing was done for a while, or another request has opened the customer. Enter goes on with it.</source>
        <translation>Rien n&apos;a été fait depuis un moment, ou une autre demande a ouvert ce client. Entrée la reprend.</translation>
    </message>
    <message>
        <source>Say first what is asked for.</source>
        <translation>Indiquez d&apos;abord l&apos;objet de la demande.</translation>
    </message>
    <message>
        <source>Say first who is asking.</source>
        <translation>Indiquez d&apos;abord qui demande.</translation>
    </message>
    <message>
        <source>Say why, in a few words.</source>
        <translation>Dites pourquoi, en quelques mots.</translation>
    </message>
    <message>
        <source>Several birth dates or postcodes were tried under this request. Ask for something else, or end it.</source>
        <translation>Plusieurs dates de naissance ou codes postaux ont été essayés dans cette demande. Demandez autre chose, ou clôturez-la.</translation>
    </message>
    <message>
        <source>Somebody may have taken this account over: nothing goes to an address that is new.</source>
        <translation>Quelqu&apos;un s&apos;est peut-être emparé de ce compte : rien ne part vers une adresse nouvelle.</translation>
    </message>
    <message>
        <source>Something is left legible that may not leave, or without a reason. Hide it first.</source>
        <translation>Il reste lisible quelque chose qui ne peut pas sortir, ou sans raison. Masquez-le d&apos;abord.</translation>
    </message>
    <message>
        <source>The console has shown you this. Ask for another fact.</source>
        <translation>La console vous l&apos;a montré. Demandez un autre élément.</translation>
    </message>
    <message>
        <source>The customer has to say this themselves, verified, or a team lead who has seen the evidence.</source>
        <translation>Le client doit le dire lui-même, une fois vérifié, ou un responsable qui a vu le justificatif.</translation>
    </message>
    <message>
        <source>The customer is a minor: marketing needs a guardian&apos;s agreement on file. Opting out always works.</source>
        <translation>Le client est mineur&#xa0;: la prospection exige l&apos;accord enregistré d&apos;un responsable légal. La désinscription est toujours possible.</translation>
    </message>
    <message>
        <source>The customer is of age: nobody may ask as parent or guardian. Opting out still works.</source>
        <translation>Le client est majeur&#xa0;: personne ne peut agir comme parent ou responsable légal. La désinscription reste possible.</translation>
    </message>
    <message>
        <source>The customer is verified: nothing is closed.</source>
        <translation>Le client est vérifié&#xa0;: rien n&apos;est fermé.</translation>
    </message>
    <message>
        <source>The e-mail address was changed within the last 7 days, so this may not go there yet.</source>
        <translation>L&apos;adresse e-mail a changé il y a moins de 7 jours&#xa0;: ceci ne peut pas encore y être envoyé.</translation>
    </message>
    <message>
        <source>The message has left already.</source>
        <translation>Le message est déjà parti.</translation>
    </message>
    <message>
        <source>The report of the death waits under Suppressions. Settle it there.</source>
        <translation>Le signalement du décès attend sous Oppositions. Tranchez-le là.</translation>
    </message>
    <message>
        <source>The time to undo this is over. Record what the customer wants as a new change.</source>
        <translation>Le délai d&apos;annulation est passé. Enregistrez le souhait du client comme une nouvelle modification.</translation>
    </message>
    <message>
        <source>There is no e-mail address on file that this can go to. Confirm it on the call, or by letter.</source>
        <translation>Aucune adresse e-mail enregistrée ne peut recevoir ceci. Confirmez de vive voix ou par courrier.</translation>
    </message>
    <message>
        <source>There is no open request. Go back to look-up and begin one.</source>
        <translation>Aucune demande n&apos;est ouverte. Retournez à la recherche pour en commencer une.</translation>
    </message>
    <message>
        <source>There is no promise to be kept.</source>
        <translation>Il n&apos;y a pas d&apos;engagement à tenir.</translation>
    </message>
    <message>
        <source>There is no security answer on file, so no code word could be asked for.</source>
        <translation>Aucune réponse secrète n&apos;est enregistrée&#xa0;: aucun mot convenu ne pourrait être demandé.</translation>
    </message>
    <message>
        <source>There is no such entry any more. Search again.</source>
        <translation>Cette entrée n&apos;existe plus. Refaites la recherche.</translation>
    </message>
    <message>
        <source>There is no such message of this customer&apos;s.</source>
        <translation>Ce client n&apos;a pas de tel message.</translation>
    </message>
    <message>
        <source>This address needs no approval. Send the copy.</source>
        <translation>Cette adresse n&apos;exige pas d&apos;approbation. Envoyez la copie.</translation>
    </message>
    <message>
        <source>This cannot be changed here.</source>
        <translation>Ceci ne peut pas être modifié ici.</translation>
    </message>
    <message>
        <source>This cannot be read as such a fact, so it was not counted. Type it again as the customer says it.</source>
        <translation>Cette saisie n&apos;est pas lisible comme tel élément et n&apos;a pas été comptée. Ressaisissez-la comme le client la dit.</translation>
    </message>
    <message>
        <source>This cannot be undone from here.</source>
        <translation>Ceci ne peut pas être annulé ici.</translation>
    </message>
    <message>
        <source>This change needs more facts. Ask for them under Verify identity.</source>
        <translation>Cette modification exige d&apos;autres éléments. Demandez-les sous Vérifier l&apos;identité.</translation>
    </message>
    <message>
        <source>This conversation is no longer kept. Nothing of it can be read or sent.</source>
        <translation>Cette conversation n&apos;est plus conservée. Elle ne peut être ni lue ni envoyée.</translation>
    </message>
    <message>
        <source>This customer belongs to another company than the request. Begin a request for that brand.</source>
        <translation>Ce client relève d&apos;une autre société que la demande. Commencez une demande pour cette marque.</translation>
    </message>
    <message>
        <source>This customer is no longer on file. Search again.</source>
        <translation>Ce client n&apos;est plus au fichier. Refaites la recherche.</translation>
    </message>
    <message>
        <source>This fact has matched already. Ask for another one.</source>
        <translation>Cet élément a déjà concordé. Demandez-en un autre.</translation>
    </message>
    <message>
        <source>This flag stands already.</source>
        <translation>Ce signalement est déjà posé.</translation>
    </message>
    <message>
        <source>This is your own. Another team lead has to decide.</source>
        <translation>C&apos;est le vôtre. Un autre responsable doit décider.</translation>
    </message>
    <message>
        <source>This request cannot be handed over to them.</source>
        <translation>Cette demande ne peut pas lui être transmise.</translation>
    </message>
    <message>
        <source>This request has another purpose. Begin a new one for this.</source>
        <translation>Cette demande a un autre motif. Commencez-en une nouvelle pour ceci.</translation>
    </message>
    <message>
        <source>This request has ended. Begin a new one to go on.</source>
        <translation>Cette demande est close. Commencez-en une nouvelle pour continuer.</translation>
    </message>
    <message>
        <source>This request is open already.</source>
        <translation>Cette demande est déjà ouverte.</translation>
    </message>
    <message>
        <source>This request is parked or handed over. Resume it from the open requests.</source>
        <translation>Cette demande est en attente ou transmise. Reprenez-la depuis les demandes ouvertes.</translation>
    </message>
    <message>
        <source>This request is your own.</source>
        <translation>C&apos;est votre propre demande.</translation>
    </message>
    <message>
        <source>This tells the customer what was done: it goes unless that is undone.</source>
        <translation>Ce message dit au client ce qui a été fait : il part, sauf si cela est annulé.</translation>
    </message>
    <message>
        <source>This was decided already, or called back.</source>
        <translation>Déjà décidé, ou rappelé.</translation>
    </message>
    <message>
        <source>Three answers were wrong within 24 hours: details stay locked. Opting out still works.</source>
        <translation>Trois réponses erronées en 24 heures&#xa0;: les coordonnées restent verrouillées. La désinscription reste possible.</translation>
    </message>
    <message>
        <source>Three codes were sent to this customer within 24 hours. Ask for another fact instead.</source>
        <translation>Trois codes ont été envoyés à ce client en 24 heures. Demandez plutôt un autre élément.</translation>
    </message>
    <message>
        <source>Too many searches in one hour. Ask a team lead, or wait.</source>
        <translation>Trop de recherches en une heure. Demandez à un responsable d&apos;équipe, ou attendez.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Try again later.</source>
        <translation>Trop de mots de passe erronés. Réessayez plus tard.</translation>
    </message>
    <message>
        <source>Type the whole postcode, or the town where there is none.</source>
        <translation>Saisissez le code postal entier, ou la ville s&apos;il n&apos;y en a pas.</translation>
    </message>
    <message>
        <source>Verify the customer&apos;s identity first.</source>
        <translation>Vérifiez d&apos;abord l&apos;identité du client.</translation>
    </message>
    <message>
        <source>Whoever is asking may opt out and leave a note, and see nothing else.</source>
        <translation>Ce demandeur peut se désinscrire et laisser une note, sans rien voir d&apos;autre.</translation>
    </message>
    <message>
        <source>Your role does not allow this. The attempt is recorded.</source>
        <translation>Votre rôle ne le permet pas. La tentative est journalisée.</translation>
    </message>
</context>
<context>
    <name>rows</name>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>Autre adresse</translation>
    </message>
    <message>
        <source>Another e-mail</source>
        <translation>Autre e-mail</translation>
    </message>
    <message>
        <source>Another phone</source>
        <translation>Autre téléphone</translation>
    </message>
    <message>
        <source>Ask the customer to confirm.</source>
        <translation>Demandez confirmation au client.</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Bring back {0}</source>
        <translation>Rétablir {0}</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>In the form of the country. Read it back to the customer.</source>
        <translation>Au format du pays. Relisez-la au client.</translation>
    </message>
    <message>
        <source>New e-mail</source>
        <translation>Nouvel e-mail</translation>
    </message>
    <message>
        <source>New phone</source>
        <translation>Nouveau téléphone</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Téléphone</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>Supprimer&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Type it as the customer says it</source>
        <translation>Saisissez comme le client le dit</translation>
    </message>
    <message>
        <source>Well formed. Read it back to the customer.</source>
        <translation>Bien formé. Relisez-le au client.</translation>
    </message>
    <message>
        <source>Well formed. Spell it back to the customer.</source>
        <translation>Bien formé. Épelez-le au client.</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Usage</translation>
    </message>
    <message>
        <source>addresses, orders, cards and marketing choices</source>
        <translation>adresses, commandes, cartes et choix de prospection</translation>
    </message>
    <message>
        <source>everything else on file</source>
        <translation>tout le reste de la fiche</translation>
    </message>
    <message>
        <source>messages to {0}, from this moment on</source>
        <translation>les messages vers {0}, dès maintenant</translation>
    </message>
    <message>
        <source>saved cards, and the addresses that orders were placed with</source>
        <translation>cartes enregistrées, et adresses des commandes déjà passées</translation>
    </message>
    <message>
        <source>the customer, by e-mail to {0}, when this can no longer be undone</source>
        <translation>le client, par e-mail à {0}, une fois le délai d&apos;annulation passé</translation>
    </message>
    <message>
        <source>the customer, by letter: there is no e-mail to write to</source>
        <translation>le client, par courrier&#xa0;: il n&apos;y a pas d&apos;e-mail</translation>
    </message>
    <message>
        <source>the customer, by you in the chat: there is no e-mail to write to</source>
        <translation>le client, par vous dans le chat&#xa0;: il n&apos;y a pas d&apos;e-mail</translation>
    </message>
    <message>
        <source>the customer, by you on the call: there is no e-mail to write to</source>
        <translation>le client, par vous de vive voix&#xa0;: il n&apos;y a pas d&apos;e-mail</translation>
    </message>
</context>
<context>
    <name>sent</name>
    <message>
        <source>It was given up: its time was over.</source>
        <translation>Abandonné&#xa0;: le délai est passé.</translation>
    </message>
    <message>
        <source>The connection broke after it was handed over. Ask the customer whether it arrived.</source>
        <translation>La connexion s&apos;est rompue après la remise. Demandez au client s&apos;il l&apos;a reçu.</translation>
    </message>
    <message>
        <source>The mail server said: {0}</source>
        <translation>Le serveur de messagerie a répondu&#xa0;: {0}</translation>
    </message>
    <message>
        <source>Tried again at {0}.</source>
        <translation>Nouvel essai à {0}.</translation>
    </message>
</context>
<context>
    <name>told</name>
    <message>
        <source>
No customer&apos;s data was opened or changed.</source>
        <translation>
Aucune donnée client n&apos;a été ouverte ni modifiée.</translation>
    </message>
    <message>
        <source>
Nothing was opened or changed.</source>
        <translation>
Rien n&apos;a été ouvert ni modifié.</translation>
    </message>
    <message>
        <source>
Nothing was sent.</source>
        <translation>
Rien n&apos;a été envoyé.</translation>
    </message>
    <message>
        <source>A certificate needs its key, and a key its certificate.</source>
        <translation>Un certificat va avec sa clé, et une clé avec son certificat.</translation>
    </message>
    <message>
        <source>A date of birth lies after 1880 and not in the future.</source>
        <translation>Une date de naissance est postérieure à 1880 et n&apos;est pas dans le futur.</translation>
    </message>
    <message>
        <source>A key is kept for a store at this place already.</source>
        <translation>Une clé existe déjà pour une base à cet emplacement.</translation>
    </message>
    <message>
        <source>A line of an address is shorter than this.</source>
        <translation>Cette ligne d&apos;adresse est trop longue.</translation>
    </message>
    <message>
        <source>A phone number</source>
        <translation>Numéro de téléphone</translation>
    </message>
    <message>
        <source>A promise is due today or within a year.</source>
        <translation>Un engagement échoit aujourd&apos;hui ou dans l&apos;année.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Addresses of this country have no such line.</source>
        <translation>Les adresses de ce pays n&apos;ont pas cette ligne.</translation>
    </message>
    <message>
        <source>Amend it instead.</source>
        <translation>Modifiez-la plutôt.</translation>
    </message>
    <message>
        <source>An address is for home, delivery or billing.</source>
        <translation>Une adresse est un domicile, une adresse de livraison ou de facturation.</translation>
    </message>
    <message>
        <source>An authority lasts from today to three years from now at most.</source>
        <translation>Un mandat vaut à partir d&apos;aujourd&apos;hui et pour trois ans au plus.</translation>
    </message>
    <message>
        <source>An e-mail address has at most 254 characters.</source>
        <translation>Une adresse e-mail a 254 caractères au plus.</translation>
    </message>
    <message>
        <source>An e-mail address is needed.</source>
        <translation>Une adresse e-mail est nécessaire.</translation>
    </message>
    <message>
        <source>An order keeps its address.</source>
        <translation>Une commande garde son adresse.</translation>
    </message>
    <message>
        <source>An order of this customer has changed meanwhile.</source>
        <translation>Une commande de ce client a changé entre-temps.</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Ask IT to check chat_client, chat_token_url and the secret.</source>
        <translation>Demandez à l&apos;informatique de vérifier chat_client, chat_token_url et le secret.</translation>
    </message>
    <message>
        <source>Ask IT to check orders_url and its token.</source>
        <translation>Demandez à l&apos;informatique de vérifier orders_url et son jeton.</translation>
    </message>
    <message>
        <source>Ask IT to check the address and the token of the audit service.</source>
        <translation>Demandez à l&apos;informatique de vérifier l&apos;adresse et le jeton du service d&apos;audit.</translation>
    </message>
    <message>
        <source>Ask IT to make the folder writable for you, then start again.</source>
        <translation>Demandez à l&apos;informatique le droit d&apos;écrire dans le dossier, puis redémarrez.</translation>
    </message>
    <message>
        <source>Ask IT to make the folder writable for you, then try again.</source>
        <translation>Demandez à l&apos;informatique le droit d&apos;écrire dans le dossier, puis réessayez.</translation>
    </message>
    <message>
        <source>Ask IT to put it back, then try again; what you have typed is kept here until then.</source>
        <translation>Demandez à l&apos;informatique de le remettre, puis réessayez&#xa0;; votre saisie est conservée ici d&apos;ici là.</translation>
    </message>
    <message>
        <source>Ask IT to set it.</source>
        <translation>Demandez à l&apos;informatique de le définir.</translation>
    </message>
    <message>
        <source>Ask IT to set one in care_mailboxes.</source>
        <translation>Demandez à l&apos;informatique d&apos;en définir une dans care_mailboxes.</translation>
    </message>
    <message>
        <source>Ask IT to set the key in the keyring anew.</source>
        <translation>Demandez à l&apos;informatique de redéfinir la clé dans le trousseau.</translation>
    </message>
    <message>
        <source>Ask IT to set them again.</source>
        <translation>Demandez à l&apos;informatique de les redéfinir.</translation>
    </message>
    <message>
        <source>Ask IT to store it with: care-console secret chat.</source>
        <translation>Demandez à l&apos;informatique de l&apos;enregistrer avec&#xa0;: care-console secret chat.</translation>
    </message>
    <message>
        <source>Ask IT to switch it on.</source>
        <translation>Demandez à l&apos;informatique de l&apos;activer.</translation>
    </message>
    <message>
        <source>Ask IT; do not work around it.</source>
        <translation>Demandez à l&apos;informatique&#xa0;; ne contournez pas ce contrôle.</translation>
    </message>
    <message>
        <source>Ask for all of it, with the country code where it is abroad.</source>
        <translation>Demandez-le en entier, avec l&apos;indicatif du pays s&apos;il est à l&apos;étranger.</translation>
    </message>
    <message>
        <source>Ask for it again.</source>
        <translation>Redemandez-le.</translation>
    </message>
    <message>
        <source>Ask for one of them.</source>
        <translation>Demandez l&apos;un des deux.</translation>
    </message>
    <message>
        <source>Ask for the first line.</source>
        <translation>Demandez la première ligne.</translation>
    </message>
    <message>
        <source>Ask for the part after the @.</source>
        <translation>Demandez la partie après l&apos;@.</translation>
    </message>
    <message>
        <source>Ask for the whole of it.</source>
        <translation>Demandez-la en entier.</translation>
    </message>
    <message>
        <source>Care Console is open already on this computer.</source>
        <translation>Care Console est déjà ouvert sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write there.</source>
        <translation>Vérifiez que le dossier existe et que vous pouvez y écrire.</translation>
    </message>
    <message>
        <source>Check that this computer is not behind a sign-in page of its network.</source>
        <translation>Vérifiez que cet ordinateur n&apos;est pas derrière une page de connexion de son réseau.</translation>
    </message>
    <message>
        <source>Check that this is the right store, and that this computer&apos;s keyring is the one it was made with.</source>
        <translation>Vérifiez que c&apos;est la bonne base, et que le trousseau de cet ordinateur est celui de sa création.</translation>
    </message>
    <message>
        <source>Check the path of the store in the settings.</source>
        <translation>Vérifiez le chemin de la base dans les réglages.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Choisissez un dossier où vous pouvez écrire.</translation>
    </message>
    <message>
        <source>Choose a passphrase instead, or ask IT for a keyring service.</source>
        <translation>Choisissez plutôt une phrase secrète, ou demandez un service de trousseau à l&apos;informatique.</translation>
    </message>
    <message>
        <source>Choose another place, or bring back the store that belongs there.</source>
        <translation>Choisissez un autre emplacement, ou remettez la base qui s&apos;y trouvait.</translation>
    </message>
    <message>
        <source>Choose another port with --port, or end the program that uses this one.</source>
        <translation>Choisissez un autre port avec --port, ou arrêtez le programme qui utilise celui-ci.</translation>
    </message>
    <message>
        <source>Choose another value.</source>
        <translation>Choisissez une autre valeur.</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>Choisissez dans la liste.</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ville</translation>
    </message>
    <message>
        <source>Client credentials need the address for tokens and the client&apos;s id.</source>
        <translation>L&apos;authentification du client exige l&apos;adresse des jetons et l&apos;identifiant du client.</translation>
    </message>
    <message>
        <source>Close the program and start it again.</source>
        <translation>Fermez le programme et redémarrez-le.</translation>
    </message>
    <message>
        <source>Compare both, then save again what should stand.</source>
        <translation>Comparez les deux, puis enregistrez ce qui doit rester.</translation>
    </message>
    <message>
        <source>Correct the places named above.</source>
        <translation>Corrigez les endroits indiqués ci-dessus.</translation>
    </message>
    <message>
        <source>County</source>
        <translation>Comté</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Département</translation>
    </message>
    <message>
        <source>District</source>
        <translation>District</translation>
    </message>
    <message>
        <source>Eircode</source>
        <translation>Eircode</translation>
    </message>
    <message>
        <source>Emirate</source>
        <translation>Émirat</translation>
    </message>
    <message>
        <source>Events wait in the outbox of the store.</source>
        <translation>Les événements attendent dans la file d&apos;envoi de la base.</translation>
    </message>
    <message>
        <source>Events wait in the store meanwhile. Ask IT to set audit_url and its tokens.</source>
        <translation>Les événements attendent dans la base. Demandez à l&apos;informatique de définir audit_url et ses jetons.</translation>
    </message>
    <message>
        <source>Free some space on that disk, then try again.</source>
        <translation>Libérez de la place sur ce disque, puis réessayez.</translation>
    </message>
    <message>
        <source>Give --cert and --key to serve other computers, or leave --host out.</source>
        <translation>Donnez --cert et --key pour servir d&apos;autres ordinateurs, ou omettez --host.</translation>
    </message>
    <message>
        <source>Give both as files in PEM form that belong together, and that you may read.</source>
        <translation>Donnez deux fichiers PEM qui vont ensemble et que vous pouvez lire.</translation>
    </message>
    <message>
        <source>Go to the window that is open, or close it first.</source>
        <translation>Allez à la fenêtre ouverte, ou fermez-la d&apos;abord.</translation>
    </message>
    <message>
        <source>House and street are missing.</source>
        <translation>Le numéro et la rue manquent.</translation>
    </message>
    <message>
        <source>Install the newer version, or open another store.</source>
        <translation>Installez la version plus récente, ou ouvrez une autre base.</translation>
    </message>
    <message>
        <source>Island</source>
        <translation>Île</translation>
    </message>
    <message>
        <source>It looks like {example}.</source>
        <translation>Exemple&#xa0;: {example}.</translation>
    </message>
    <message>
        <source>It was not changed.</source>
        <translation>Il n&apos;a pas été modifié.</translation>
    </message>
    <message>
        <source>Its address stays as it is.</source>
        <translation>Son adresse reste inchangée.</translation>
    </message>
    <message>
        <source>Its packs name other markets.</source>
        <translation>Ses politiques portent sur d&apos;autres marchés.</translation>
    </message>
    <message>
        <source>Keep it with: care-console secret bounces.</source>
        <translation>Enregistrez-le avec&#xa0;: care-console secret bounces.</translation>
    </message>
    <message>
        <source>Known brands are {known}.</source>
        <translation>Marques connues&#xa0;: {known}.</translation>
    </message>
    <message>
        <source>Leave it empty.</source>
        <translation>Laissez vide.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>Ne le saisissez pas.</translation>
    </message>
    <message>
        <source>Make one with: care-console store create. Or look at a demo with: care-console demo.</source>
        <translation>Créez-en une avec&#xa0;: care-console store create. Ou voyez une démonstration avec&#xa0;: care-console demo.</translation>
    </message>
    <message>
        <source>Mend or remove that file; the program then starts with its defaults.</source>
        <translation>Corrigez ou supprimez ce fichier&#xa0;; le programme démarre alors avec ses valeurs par défaut.</translation>
    </message>
    <message>
        <source>Name files that hold them, or set bounces_host in the settings.</source>
        <translation>Indiquez les fichiers qui les contiennent, ou définissez bounces_host dans les réglages.</translation>
    </message>
    <message>
        <source>No audit service is set for this computer.</source>
        <translation>Aucun service d&apos;audit n&apos;est défini pour cet ordinateur.</translation>
    </message>
    <message>
        <source>No mailbox for reports is set on this computer.</source>
        <translation>Aucune boîte pour les avis de non-remise n&apos;est définie sur cet ordinateur.</translation>
    </message>
    <message>
        <source>No policy pack covers the brand {brand!r}.</source>
        <translation>Aucune politique ne couvre la marque {brand!r}.</translation>
    </message>
    <message>
        <source>No policy pack of {brand} for the market {market} was in force on {day}.</source>
        <translation>Aucune politique de {brand} pour le marché {market} n&apos;était en vigueur le {day}.</translation>
    </message>
    <message>
        <source>No secret for the chat provider is kept on this computer.</source>
        <translation>Aucun secret du fournisseur de chat n&apos;est conservé sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Nothing else was changed.</source>
        <translation>Rien d&apos;autre n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>Nothing is lost: what was not delivered stays here.</source>
        <translation>Rien n&apos;est perdu&#xa0;: ce qui n&apos;a pas été livré reste ici.</translation>
    </message>
    <message>
        <source>Nothing is written.</source>
        <translation>Rien n&apos;est écrit.</translation>
    </message>
    <message>
        <source>Nothing that was saved is lost; what was just asked for was not done, and nothing of it was shown.</source>
        <translation>Rien d&apos;enregistré n&apos;est perdu&#xa0;; ce qui vient d&apos;être demandé n&apos;a pas été fait, et rien n&apos;en a été affiché.</translation>
    </message>
    <message>
        <source>Nothing was changed or sent.</source>
        <translation>Rien n&apos;a été modifié ni envoyé.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>Nothing was opened or changed.</source>
        <translation>Rien n&apos;a été ouvert ni modifié.</translation>
    </message>
    <message>
        <source>Nothing was saved, and your text is still on your screen.</source>
        <translation>Rien n&apos;a été enregistré, et votre saisie est toujours à l&apos;écran.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Rien n&apos;a été envoyé.</translation>
    </message>
    <message>
        <source>Nothing was shown.</source>
        <translation>Rien n&apos;a été affiché.</translation>
    </message>
    <message>
        <source>Nothing was stored.</source>
        <translation>Rien n&apos;a été stocké.</translation>
    </message>
    <message>
        <source>Oblast</source>
        <translation>Oblast</translation>
    </message>
    <message>
        <source>PIN code</source>
        <translation>Code PIN (postal)</translation>
    </message>
    <message>
        <source>Parish</source>
        <translation>Paroisse</translation>
    </message>
    <message>
        <source>Post town</source>
        <translation>Ville postale</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Code postal</translation>
    </message>
    <message>
        <source>Postcode or town is missing.</source>
        <translation>Le code postal ou la ville manque.</translation>
    </message>
    <message>
        <source>Prefecture</source>
        <translation>Préfecture</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Province or city</source>
        <translation>Province ou ville</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>Destinataire</translation>
    </message>
    <message>
        <source>Restore the file that ends in .key from your backup.</source>
        <translation>Restaurez le fichier .key depuis votre sauvegarde.</translation>
    </message>
    <message>
        <source>Restore the key from your backup.</source>
        <translation>Restaurez la clé depuis votre sauvegarde.</translation>
    </message>
    <message>
        <source>Retype it.</source>
        <translation>Ressaisissez-la.</translation>
    </message>
    <message>
        <source>Save again.</source>
        <translation>Enregistrez de nouveau.</translation>
    </message>
    <message>
        <source>Say who is in danger, and how.</source>
        <translation>Indiquez qui est en danger, et de quelle façon.</translation>
    </message>
    <message>
        <source>Second line</source>
        <translation>Complément</translation>
    </message>
    <message>
        <source>Set audit_url in the settings and its token in the keyring.</source>
        <translation>Définissez audit_url dans les réglages et son jeton dans le trousseau.</translation>
    </message>
    <message>
        <source>Set bounces_security to tls or starttls.</source>
        <translation>Réglez bounces_security sur tls ou starttls.</translation>
    </message>
    <message>
        <source>Set chat_token_url and chat_client, or another chat_auth.</source>
        <translation>Définissez chat_token_url et chat_client, ou un autre chat_auth.</translation>
    </message>
    <message>
        <source>Set it in the environment variable {variable}.</source>
        <translation>Définissez-le dans la variable d&apos;environnement {variable}.</translation>
    </message>
    <message>
        <source>Set mail_security to starttls or tls.</source>
        <translation>Réglez mail_security sur starttls ou tls.</translation>
    </message>
    <message>
        <source>Shorten it, or save it.</source>
        <translation>Raccourcissez, ou enregistrez.</translation>
    </message>
    <message>
        <source>Shorten it.</source>
        <translation>Raccourcissez.</translation>
    </message>
    <message>
        <source>Sign in to the account that made the store, or restore its key from your backup.</source>
        <translation>Connectez-vous au compte qui a créé la base, ou restaurez sa clé depuis votre sauvegarde.</translation>
    </message>
    <message>
        <source>Somebody else changed this record while you worked on it.</source>
        <translation>Quelqu&apos;un d&apos;autre a modifié cette fiche pendant votre travail.</translation>
    </message>
    <message>
        <source>Spell it back to the customer.</source>
        <translation>Épelez-la au client.</translation>
    </message>
    <message>
        <source>Start again and type its passphrase.</source>
        <translation>Redémarrez et saisissez sa phrase secrète.</translation>
    </message>
    <message>
        <source>Start it in a desktop session, or set QT_QPA_PLATFORM=offscreen to measure without a screen.</source>
        <translation>Lancez-la dans une session de bureau, ou définissez QT_QPA_PLATFORM=offscreen pour mesurer sans écran.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Suburb</source>
        <translation>Quartier</translation>
    </message>
    <message>
        <source>The @ is missing.</source>
        <translation>L&apos;@ manque.</translation>
    </message>
    <message>
        <source>The PDF could not be written.</source>
        <translation>Le PDF n&apos;a pas pu être écrit.</translation>
    </message>
    <message>
        <source>The audit service did not start.</source>
        <translation>Le service d&apos;audit n&apos;a pas démarré.</translation>
    </message>
    <message>
        <source>The audit service is busy or in trouble.</source>
        <translation>Le service d&apos;audit est occupé ou en difficulté.</translation>
    </message>
    <message>
        <source>The audit service refused the request ({status}).</source>
        <translation>Le service d&apos;audit a refusé la requête ({status}).</translation>
    </message>
    <message>
        <source>The certificate and its key cannot be used.</source>
        <translation>Le certificat et sa clé sont inutilisables.</translation>
    </message>
    <message>
        <source>The chat provider answered something other than conversations.</source>
        <translation>Le fournisseur de chat a répondu autre chose que des conversations.</translation>
    </message>
    <message>
        <source>The chat provider contradicts itself, so nothing of its answer is shown.</source>
        <translation>Le fournisseur de chat se contredit&#xa0;: rien de sa réponse n&apos;est affiché.</translation>
    </message>
    <message>
        <source>The chat provider does not accept this computer&apos;s key.</source>
        <translation>Le fournisseur de chat n&apos;accepte pas la clé de cet ordinateur.</translation>
    </message>
    <message>
        <source>The chat provider is busy or out of order.</source>
        <translation>Le fournisseur de chat est occupé ou en panne.</translation>
    </message>
    <message>
        <source>The chat provider refused the request (status {status}).</source>
        <translation>Le fournisseur de chat a refusé la requête (statut {status}).</translation>
    </message>
    <message>
        <source>The chat provider&apos;s answer cannot be used: {fault}.</source>
        <translation>La réponse du fournisseur de chat est inutilisable&#xa0;: {fault}.</translation>
    </message>
    <message>
        <source>The chat provider&apos;s sign-in does not accept this computer.</source>
        <translation>La connexion au fournisseur de chat n&apos;accepte pas cet ordinateur.</translation>
    </message>
    <message>
        <source>The chat provider&apos;s sign-in is busy or out of order.</source>
        <translation>La connexion au fournisseur de chat est occupée ou en panne.</translation>
    </message>
    <message>
        <source>The connection to the mail server is set to go unencrypted, and it is on another computer.</source>
        <translation>La connexion au serveur de messagerie est réglée sans chiffrement, et il est sur un autre ordinateur.</translation>
    </message>
    <message>
        <source>The connection to the mailbox is set to go unencrypted, and it is on another computer.</source>
        <translation>La connexion à la boîte de réception est réglée sans chiffrement, et elle est sur un autre ordinateur.</translation>
    </message>
    <message>
        <source>The disk that holds the store is full.</source>
        <translation>Le disque de la base est plein.</translation>
    </message>
    <message>
        <source>The first one began on {first}.</source>
        <translation>La première a commencé le {first}.</translation>
    </message>
    <message>
        <source>The folder for the store cannot be made or written.</source>
        <translation>Le dossier de la base ne peut être ni créé ni écrit.</translation>
    </message>
    <message>
        <source>The folder for the store cannot be made.</source>
        <translation>Le dossier de la base ne peut pas être créé.</translation>
    </message>
    <message>
        <source>The folder of the store cannot be written.</source>
        <translation>Le dossier de la base est protégé en écriture.</translation>
    </message>
    <message>
        <source>The given name</source>
        <translation>Prénom</translation>
    </message>
    <message>
        <source>The key does not open this store.</source>
        <translation>La clé n&apos;ouvre pas cette base.</translation>
    </message>
    <message>
        <source>The key file beside the store is damaged or cannot be read.</source>
        <translation>Le fichier de clé à côté de la base est endommagé ou illisible.</translation>
    </message>
    <message>
        <source>The keyring of this computer does not answer: it may be locked.</source>
        <translation>Le trousseau de cet ordinateur ne répond pas&#xa0;: il est peut-être verrouillé.</translation>
    </message>
    <message>
        <source>The keyring of this computer holds no key for this store.</source>
        <translation>Le trousseau de cet ordinateur n&apos;a pas de clé pour cette base.</translation>
    </message>
    <message>
        <source>The keyring of this computer holds no password for the mail server.</source>
        <translation>Le trousseau de cet ordinateur n&apos;a pas de mot de passe pour le serveur de messagerie.</translation>
    </message>
    <message>
        <source>The keyring of this computer holds no password for the mailbox.</source>
        <translation>Le trousseau de cet ordinateur n&apos;a pas de mot de passe pour la boîte de réception.</translation>
    </message>
    <message>
        <source>The lines to be read aloud cannot be used:
{faults}</source>
        <translation>Les phrases à lire à voix haute sont inutilisables&#xa0;:
{faults}</translation>
    </message>
    <message>
        <source>The mail server cannot be reached.</source>
        <translation>Le serveur de messagerie est injoignable.</translation>
    </message>
    <message>
        <source>The mail server could not prove who it is: its certificate is not valid for this address.</source>
        <translation>Le serveur de messagerie n&apos;a pas pu prouver son identité&#xa0;: son certificat n&apos;est pas valable pour cette adresse.</translation>
    </message>
    <message>
        <source>The mail server did not answer in time.</source>
        <translation>Le serveur de messagerie n&apos;a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The mail server does not take the user and password that are set.</source>
        <translation>Le serveur de messagerie refuse l&apos;utilisateur et le mot de passe définis.</translation>
    </message>
    <message>
        <source>The mail server offers no encryption.</source>
        <translation>Le serveur de messagerie ne propose pas de chiffrement.</translation>
    </message>
    <message>
        <source>The mail server turned the console away.</source>
        <translation>Le serveur de messagerie a éconduit la console.</translation>
    </message>
    <message>
        <source>The mail texts cannot be used:
{faults}</source>
        <translation>Les textes des messages sont inutilisables&#xa0;:
{faults}</translation>
    </message>
    <message>
        <source>The mailbox cannot be opened with the user, password and folder that are set.</source>
        <translation>La boîte de réception ne s&apos;ouvre pas avec l&apos;utilisateur, le mot de passe et le dossier définis.</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>The order system refused the request ({status}).</source>
        <translation>Le système de commandes a refusé la requête ({status}).</translation>
    </message>
    <message>
        <source>The passphrase does not open this store.</source>
        <translation>La phrase secrète n&apos;ouvre pas cette base.</translation>
    </message>
    <message>
        <source>The policy packs cannot be used:
{faults}</source>
        <translation>Les politiques sont inutilisables&#xa0;:
{faults}</translation>
    </message>
    <message>
        <source>The reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>The secret of the chat provider needs {least} characters or more.</source>
        <translation>Le secret du fournisseur de chat exige au moins {least} caractères.</translation>
    </message>
    <message>
        <source>The server of the mailbox broke off, or is none.</source>
        <translation>Le serveur de la boîte de réception a interrompu la connexion, ou n&apos;en est pas un.</translation>
    </message>
    <message>
        <source>The server of the mailbox cannot be reached.</source>
        <translation>Le serveur de la boîte de réception est injoignable.</translation>
    </message>
    <message>
        <source>The server of the mailbox could not prove who it is: its certificate is not valid for this address.</source>
        <translation>Le serveur de la boîte de réception n&apos;a pas pu prouver son identité&#xa0;: son certificat n&apos;est pas valable pour cette adresse.</translation>
    </message>
    <message>
        <source>The server of the mailbox did not answer in time.</source>
        <translation>Le serveur de la boîte de réception n&apos;a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The service cannot be reached.</source>
        <translation>Le service est injoignable.</translation>
    </message>
    <message>
        <source>The service cannot listen on port {port}.</source>
        <translation>Le service ne peut pas écouter sur le port {port}.</translation>
    </message>
    <message>
        <source>The service could not prove who it is: its certificate is not valid for this address.</source>
        <translation>Le service n&apos;a pas pu prouver son identité&#xa0;: son certificat n&apos;est pas valable pour cette adresse.</translation>
    </message>
    <message>
        <source>The service did not answer in time.</source>
        <translation>Le service n&apos;a pas répondu à temps.</translation>
    </message>
    <message>
        <source>The service&apos;s address is not an http or https URL.</source>
        <translation>L&apos;adresse du service n&apos;est pas une URL http ou https.</translation>
    </message>
    <message>
        <source>The service&apos;s address is not encrypted (http), and it is on another computer.</source>
        <translation>L&apos;adresse du service n&apos;est pas chiffrée (http), et il est sur un autre ordinateur.</translation>
    </message>
    <message>
        <source>The service&apos;s answer broke off.</source>
        <translation>La réponse du service s&apos;est interrompue.</translation>
    </message>
    <message>
        <source>The service&apos;s answer came too slowly.</source>
        <translation>La réponse du service est arrivée trop lentement.</translation>
    </message>
    <message>
        <source>The service&apos;s answer is too large.</source>
        <translation>La réponse du service est trop volumineuse.</translation>
    </message>
    <message>
        <source>The settings in {path} are not right: {place}.</source>
        <translation>Les réglages dans {path} sont incorrects&#xa0;: {place}.</translation>
    </message>
    <message>
        <source>The store cannot be written: its folder or file is read-only.</source>
        <translation>La base ne peut pas être écrite&#xa0;: son dossier ou fichier est en lecture seule.</translation>
    </message>
    <message>
        <source>The store could not be read or written.</source>
        <translation>La base n&apos;a pas pu être lue ou écrite.</translation>
    </message>
    <message>
        <source>The store is busy with another program&apos;s work.</source>
        <translation>La base est occupée par un autre programme.</translation>
    </message>
    <message>
        <source>The store itself was not changed.</source>
        <translation>La base elle-même n&apos;a pas été modifiée.</translation>
    </message>
    <message>
        <source>The store was not changed.</source>
        <translation>La base n&apos;a pas été modifiée.</translation>
    </message>
    <message>
        <source>The store was not opened.</source>
        <translation>La base n&apos;a pas été ouverte.</translation>
    </message>
    <message>
        <source>The store&apos;s file cannot be opened or made.</source>
        <translation>Le fichier de la base ne peut être ni ouvert ni créé.</translation>
    </message>
    <message>
        <source>The store&apos;s file is no longer at its place.</source>
        <translation>Le fichier de la base n&apos;est plus à sa place.</translation>
    </message>
    <message>
        <source>The surname</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>The title</source>
        <translation>Civilité</translation>
    </message>
    <message>
        <source>The value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Their change is saved, and yours is still on your screen.</source>
        <translation>Sa modification est enregistrée, et la vôtre est toujours à l&apos;écran.</translation>
    </message>
    <message>
        <source>There is no screen here that a window can be shown on.</source>
        <translation>Il n&apos;y a ici aucun écran où afficher une fenêtre.</translation>
    </message>
    <message>
        <source>There is no store at the place that is set.</source>
        <translation>Il n&apos;y a pas de base à l&apos;emplacement défini.</translation>
    </message>
    <message>
        <source>There is no such country.</source>
        <translation>Ce pays n&apos;existe pas.</translation>
    </message>
    <message>
        <source>This</source>
        <translation>Ce champ</translation>
    </message>
    <message>
        <source>This cannot be a phone number.</source>
        <translation>Ce ne peut pas être un numéro de téléphone.</translation>
    </message>
    <message>
        <source>This cannot be an e-mail address.</source>
        <translation>Ce ne peut pas être une adresse e-mail.</translation>
    </message>
    <message>
        <source>This cannot be set: {fault}.</source>
        <translation>Ce réglage est impossible&#xa0;: {fault}.</translation>
    </message>
    <message>
        <source>This computer offers no secure keyring.</source>
        <translation>Cet ordinateur n&apos;a pas de trousseau sécurisé.</translation>
    </message>
    <message>
        <source>This file is not a store of Care Console.</source>
        <translation>Ce fichier n&apos;est pas une base de Care Console.</translation>
    </message>
    <message>
        <source>This form is too long to be kept.</source>
        <translation>Ce formulaire est trop long pour être conservé.</translation>
    </message>
    <message>
        <source>This holds characters that cannot be printed.</source>
        <translation>Ceci contient des caractères non imprimables.</translation>
    </message>
    <message>
        <source>This holds characters that cannot be shown.</source>
        <translation>Ceci contient des caractères non affichables.</translation>
    </message>
    <message>
        <source>This is a mask, not a value.</source>
        <translation>C&apos;est un masque, pas une valeur.</translation>
    </message>
    <message>
        <source>This is a mask, not an address.</source>
        <translation>C&apos;est un masque, pas une adresse.</translation>
    </message>
    <message>
        <source>This is longer than {longest} characters.</source>
        <translation>Plus long que {longest} caractères.</translation>
    </message>
    <message>
        <source>This is no date that exists.</source>
        <translation>Cette date n&apos;existe pas.</translation>
    </message>
    <message>
        <source>This is no day up to today.</source>
        <translation>Ce n&apos;est pas une date passée ou celle du jour.</translation>
    </message>
    <message>
        <source>This is no day.</source>
        <translation>Ce n&apos;est pas un jour.</translation>
    </message>
    <message>
        <source>This is no language code.</source>
        <translation>Ce n&apos;est pas un code de langue.</translation>
    </message>
    <message>
        <source>This is too short to be understood.</source>
        <translation>Trop court pour être compris.</translation>
    </message>
    <message>
        <source>This may be a full card number, which is never kept.</source>
        <translation>C&apos;est peut-être un numéro de carte complet, qui n&apos;est jamais conservé.</translation>
    </message>
    <message>
        <source>This order is no longer in process.</source>
        <translation>Cette commande n&apos;est plus en cours.</translation>
    </message>
    <message>
        <source>This store was made by a newer version of Care Console.</source>
        <translation>Cette base a été créée par une version plus récente de Care Console.</translation>
    </message>
    <message>
        <source>This value was not checked.</source>
        <translation>Cette valeur n&apos;a pas été vérifiée.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Réessayez plus tard.</translation>
    </message>
    <message>
        <source>Try again, or tell IT.</source>
        <translation>Réessayez, ou prévenez l&apos;informatique.</translation>
    </message>
    <message>
        <source>Try again; if it goes on, check the disk and ask IT to look at the store.</source>
        <translation>Réessayez&#xa0;; si cela persiste, vérifiez le disque et demandez à l&apos;informatique d&apos;examiner la base.</translation>
    </message>
    <message>
        <source>Try another path for the picture.</source>
        <translation>Essayez un autre chemin pour l&apos;image.</translation>
    </message>
    <message>
        <source>Type a day such as 24/11, or +3 for three days from now.</source>
        <translation>Tapez un jour comme 24/11, ou +3 pour dans trois jours.</translation>
    </message>
    <message>
        <source>Type a day such as 24/11/2027.</source>
        <translation>Tapez une date comme 24/11/2027.</translation>
    </message>
    <message>
        <source>Type a later day.</source>
        <translation>Tapez un jour plus tardif.</translation>
    </message>
    <message>
        <source>Type it again.</source>
        <translation>Saisissez de nouveau.</translation>
    </message>
    <message>
        <source>Type it as 3 May 1984.</source>
        <translation>Saisissez-la ainsi&#xa0;: 03/05/1984.</translation>
    </message>
    <message>
        <source>Type it as 3 May 2026.</source>
        <translation>Saisissez-la ainsi&#xa0;: 03/05/2026.</translation>
    </message>
    <message>
        <source>Type it by hand.</source>
        <translation>Tapez au clavier.</translation>
    </message>
    <message>
        <source>Type it, or leave the old one.</source>
        <translation>Saisissez, ou gardez l&apos;ancienne valeur.</translation>
    </message>
    <message>
        <source>Type its last day, or a day on which it is to be looked at again.</source>
        <translation>Indiquez son dernier jour, ou le jour où le réexaminer.</translation>
    </message>
    <message>
        <source>Type the whole address.</source>
        <translation>Saisissez l&apos;adresse entière.</translation>
    </message>
    <message>
        <source>Type the whole value, or leave the field alone.</source>
        <translation>Saisissez la valeur entière, ou laissez le champ tel quel.</translation>
    </message>
    <message>
        <source>Type the whole value.</source>
        <translation>Saisissez la valeur entière.</translation>
    </message>
    <message>
        <source>Unlock it, then start again.</source>
        <translation>Déverrouillez-le, puis redémarrez.</translation>
    </message>
    <message>
        <source>Use its https address.</source>
        <translation>Utilisez son adresse https.</translation>
    </message>
    <message>
        <source>What answered is not the audit service.</source>
        <translation>Ce qui a répondu n&apos;est pas le service d&apos;audit.</translation>
    </message>
    <message>
        <source>What the keyring holds for this store is no key.</source>
        <translation>Ce que le trousseau contient pour cette base n&apos;est pas une clé.</translation>
    </message>
    <message>
        <source>Without TLS the service listens on this computer only.</source>
        <translation>Sans TLS, le service n&apos;écoute que sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Write it, or go back.</source>
        <translation>Écrivez, ou revenez en arrière.</translation>
    </message>
    <message>
        <source>ZIP code</source>
        <translation>Code ZIP</translation>
    </message>
    <message>
        <source>it cannot be read as TOML</source>
        <translation>illisible comme TOML</translation>
    </message>
    <message>
        <source>that is not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>{brand} has no care mailbox to write from.</source>
        <translation>{brand} n&apos;a pas d&apos;adresse e-mail de service client pour écrire.</translation>
    </message>
    <message>
        <source>{name} has at most {longest} characters.</source>
        <translation>{name}&#xa0;: {longest} caractères au plus.</translation>
    </message>
    <message>
        <source>{name} holds a character that cannot be kept.</source>
        <translation>{name}&#xa0;: un caractère ne peut pas être conservé.</translation>
    </message>
    <message>
        <source>{name} is needed.</source>
        <translation>{name}&#xa0;: obligatoire.</translation>
    </message>
    <message>
        <source>{name}: there is no such one.</source>
        <translation>{name}&#xa0;: valeur inconnue.</translation>
    </message>
    <message>
        <source>{name}: this is not the form of the country.</source>
        <translation>{name}&#xa0;: ce n&apos;est pas le format du pays.</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Open under {0}</source>
        <translation>Ouverte sous {0}</translation>
    </message>
</context>
<context>
    <name>transcript</name>
    <message>
        <source>Advisor</source>
        <translation>Conseiller</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>{0} later</source>
        <translation>{0} plus tard</translation>
    </message>
</context>
<context>
    <name>trouble</name>
    <message>
        <source>Something in the program went wrong.</source>
        <translation>Une erreur s&apos;est produite dans le programme.</translation>
    </message>
    <message>
        <source>Try again. If it happens again, tell IT the time at which it did.</source>
        <translation>Réessayez. Si cela se reproduit, indiquez-en l&apos;heure à l&apos;informatique.</translation>
    </message>
    <message>
        <source>What was saved is safe; what was just asked for may not have been done.</source>
        <translation>Ce qui était enregistré l&apos;est toujours&#xa0;; ce qui vient d&apos;être demandé n&apos;a peut-être pas été fait.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>A parent or guardian</source>
        <translation>Un parent ou responsable légal</translation>
    </message>
    <message>
        <source>A representative</source>
        <translation>Un mandataire</translation>
    </message>
    <message>
        <source>Access granted</source>
        <translation>Accès accordé</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>Numéro de compte</translation>
    </message>
    <message>
        <source>Address suppressed</source>
        <translation>Adresse en liste d&apos;opposition</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrateur</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Conseiller</translation>
    </message>
    <message>
        <source>Approval asked for</source>
        <translation>Approbation demandée</translation>
    </message>
    <message>
        <source>Audit log read</source>
        <translation>Journal d&apos;audit lu</translation>
    </message>
    <message>
        <source>Authority ended</source>
        <translation>Mandat terminé</translation>
    </message>
    <message>
        <source>Authority recorded</source>
        <translation>Mandat enregistré</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>En cours d&apos;envoi</translation>
    </message>
    <message>
        <source>Billing</source>
        <translation>Facturation</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>Rappelé</translation>
    </message>
    <message>
        <source>Caller and purpose stated</source>
        <translation>Demandeur et motif indiqués</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>Numéro de carte</translation>
    </message>
    <message>
        <source>Change of details</source>
        <translation>Changement de coordonnées</translation>
    </message>
    <message>
        <source>Choice taken back</source>
        <translation>Choix annulé</translation>
    </message>
    <message>
        <source>Code word asked for</source>
        <translation>Mot de passe convenu</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>Réclamation</translation>
    </message>
    <message>
        <source>Confirmation of an opt-out</source>
        <translation>Confirmation de désinscription</translation>
    </message>
    <message>
        <source>Console masked</source>
        <translation>Console masquée</translation>
    </message>
    <message>
        <source>Copy approved</source>
        <translation>Copie approuvée</translation>
    </message>
    <message>
        <source>Copy declined</source>
        <translation>Copie refusée</translation>
    </message>
    <message>
        <source>Copy of a chat</source>
        <translation>Copie d&apos;un chat</translation>
    </message>
    <message>
        <source>Copy of their data</source>
        <translation>Copie de ses données</translation>
    </message>
    <message>
        <source>Court order</source>
        <translation>Décision de justice</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>Numéro client</translation>
    </message>
    <message>
        <source>Customer opened</source>
        <translation>Fiche client ouverte</translation>
    </message>
    <message>
        <source>Data imported</source>
        <translation>Données importées</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Date de naissance</translation>
    </message>
    <message>
        <source>Death reported</source>
        <translation>Décès signalé</translation>
    </message>
    <message>
        <source>Deceased</source>
        <translation>Décédé</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Livrée</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Livraison</translation>
    </message>
    <message>
        <source>Delivery settled by hand</source>
        <translation>Envoi régularisé à la main</translation>
    </message>
    <message>
        <source>Details amended</source>
        <translation>Coordonnées modifiées</translation>
    </message>
    <message>
        <source>Details opened in an emergency</source>
        <translation>Coordonnées ouvertes en urgence</translation>
    </message>
    <message>
        <source>Did it arrive?</source>
        <translation>Est-il arrivé&#xa0;?</translation>
    </message>
    <message>
        <source>Direct mail</source>
        <translation>Courrier publicitaire</translation>
    </message>
    <message>
        <source>Do not disclose location</source>
        <translation>Adresse à ne pas divulguer</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fait</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Brouillon</translation>
    </message>
    <message>
        <source>E-mail address on file</source>
        <translation>Adresse e-mail enregistrée</translation>
    </message>
    <message>
        <source>E-mail offers</source>
        <translation>Offres par e-mail</translation>
    </message>
    <message>
        <source>Emergency looked into</source>
        <translation>Urgence examinée</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Fact did not match</source>
        <translation>Élément non concordant</translation>
    </message>
    <message>
        <source>Fact matched</source>
        <translation>Élément concordant</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Field revealed</source>
        <translation>Champ affiché</translation>
    </message>
    <message>
        <source>Flag lifted</source>
        <translation>Signalement levé</translation>
    </message>
    <message>
        <source>Flag set</source>
        <translation>Signalement posé</translation>
    </message>
    <message>
        <source>General question</source>
        <translation>Question générale</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Transmise</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Signal de vie</translation>
    </message>
    <message>
        <source>Hidden by you</source>
        <translation>Masqué par vous</translation>
    </message>
    <message>
        <source>History viewed</source>
        <translation>Historique consulté</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Domicile</translation>
    </message>
    <message>
        <source>Last four digits of a saved card</source>
        <translation>Quatre derniers chiffres d&apos;une carte</translation>
    </message>
    <message>
        <source>Live chat offers</source>
        <translation>Offres par chat</translation>
    </message>
    <message>
        <source>Marketing preferences</source>
        <translation>Préférences de prospection</translation>
    </message>
    <message>
        <source>Matching with other data</source>
        <translation>Rapprochement avec d&apos;autres données</translation>
    </message>
    <message>
        <source>Message cancelled</source>
        <translation>Message annulé</translation>
    </message>
    <message>
        <source>Message delivered</source>
        <translation>Message remis</translation>
    </message>
    <message>
        <source>Message queued</source>
        <translation>Message en file d&apos;envoi</translation>
    </message>
    <message>
        <source>No payment detail, no secret</source>
        <translation>Ni donnée de paiement, ni secret</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>Non remis</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Introuvable</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Non utilisé</translation>
    </message>
    <message>
        <source>Not verified</source>
        <translation>Non vérifié</translation>
    </message>
    <message>
        <source>Note left</source>
        <translation>Note laissée</translation>
    </message>
    <message>
        <source>Notice of a change</source>
        <translation>Avis de modification</translation>
    </message>
    <message>
        <source>Notice of a copy</source>
        <translation>Avis de copie</translation>
    </message>
    <message>
        <source>Number of unknown meaning</source>
        <translation>Numéro de sens inconnu</translation>
    </message>
    <message>
        <source>Number or amount of an order</source>
        <translation>Numéro ou montant d&apos;une commande</translation>
    </message>
    <message>
        <source>Old records purged</source>
        <translation>Anciennes données purgées</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>En attente de validation</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>Code à usage unique</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouverte</translation>
    </message>
    <message>
        <source>Opened in error</source>
        <translation>Ouverte par erreur</translation>
    </message>
    <message>
        <source>Opted in</source>
        <translation>Consentement donné</translation>
    </message>
    <message>
        <source>Opted out</source>
        <translation>Désinscription</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>Order system told</source>
        <translation>Système de commandes prévenu</translation>
    </message>
    <message>
        <source>Other companies, by e-mail</source>
        <translation>Autres sociétés, par e-mail</translation>
    </message>
    <message>
        <source>Other companies, by phone</source>
        <translation>Autres sociétés, par téléphone</translation>
    </message>
    <message>
        <source>Other companies, by post</source>
        <translation>Autres sociétés, par courrier</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>Code PIN</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Password or security answer</source>
        <translation>Mot de passe ou réponse secrète</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Phone calls</source>
        <translation>Appels téléphoniques</translation>
    </message>
    <message>
        <source>Phone number on file</source>
        <translation>Numéro de téléphone enregistré</translation>
    </message>
    <message>
        <source>Postcode and house number</source>
        <translation>Code postal et numéro de rue</translation>
    </message>
    <message>
        <source>Power of attorney</source>
        <translation>Procuration</translation>
    </message>
    <message>
        <source>Privacy officer</source>
        <translation>Délégué à la protection des données</translation>
    </message>
    <message>
        <source>Privacy officer&apos;s case</source>
        <translation>Dossier du délégué (DPO)</translation>
    </message>
    <message>
        <source>Processed</source>
        <translation>Traitée</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>Engagement tenu</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Engagement pris</translation>
    </message>
    <message>
        <source>Publishing a testimonial</source>
        <translation>Publication d&apos;un témoignage</translation>
    </message>
    <message>
        <source>Question about an order</source>
        <translation>Question sur une commande</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refusé</translation>
    </message>
    <message>
        <source>Report of a death settled</source>
        <translation>Signalement de décès tranché</translation>
    </message>
    <message>
        <source>Reported deaths viewed</source>
        <translation>Décès signalés consultés</translation>
    </message>
    <message>
        <source>Request begun</source>
        <translation>Demande commencée</translation>
    </message>
    <message>
        <source>Request ended</source>
        <translation>Demande close</translation>
    </message>
    <message>
        <source>Request handed over</source>
        <translation>Demande transmise</translation>
    </message>
    <message>
        <source>Request joined by a lead</source>
        <translation>Demande rejointe par un responsable</translation>
    </message>
    <message>
        <source>Request parked</source>
        <translation>Demande mise en attente</translation>
    </message>
    <message>
        <source>Request resumed</source>
        <translation>Demande reprise</translation>
    </message>
    <message>
        <source>Searched</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Security answer</source>
        <translation>Réponse secrète</translation>
    </message>
    <message>
        <source>Security code</source>
        <translation>Code de sécurité</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Shared within the group</source>
        <translation>Partage au sein du groupe</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Connexion refusée</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Déconnexion</translation>
    </message>
    <message>
        <source>Social security number</source>
        <translation>Numéro de sécurité sociale</translation>
    </message>
    <message>
        <source>Somebody else&apos;s e-mail</source>
        <translation>E-mail d&apos;un tiers</translation>
    </message>
    <message>
        <source>Somebody else&apos;s phone</source>
        <translation>Téléphone d&apos;un tiers</translation>
    </message>
    <message>
        <source>Somebody of the household</source>
        <translation>Quelqu&apos;un du foyer</translation>
    </message>
    <message>
        <source>Somebody unknown</source>
        <translation>Un inconnu</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Autre chose</translation>
    </message>
    <message>
        <source>Suppression file made</source>
        <translation>Fichier d&apos;opposition produit</translation>
    </message>
    <message>
        <source>Suppression lifted</source>
        <translation>Opposition levée</translation>
    </message>
    <message>
        <source>Suppressions viewed</source>
        <translation>Liste d&apos;opposition consultée</translation>
    </message>
    <message>
        <source>Suspected take-over</source>
        <translation>Usurpation soupçonnée</translation>
    </message>
    <message>
        <source>Targeted advertising</source>
        <translation>Publicité ciblée</translation>
    </message>
    <message>
        <source>Team lead</source>
        <translation>Responsable d&apos;équipe</translation>
    </message>
    <message>
        <source>Text messages</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>The customer</source>
        <translation>Le client</translation>
    </message>
    <message>
        <source>The customer&apos;s own</source>
        <translation>Du client lui-même</translation>
    </message>
    <message>
        <source>The customer&apos;s own word</source>
        <translation>Parole du client lui-même</translation>
    </message>
    <message>
        <source>To be told by letter</source>
        <translation>À informer par courrier</translation>
    </message>
    <message>
        <source>Told without e-mail</source>
        <translation>Prévenu sans e-mail</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Formation</translation>
    </message>
    <message>
        <source>Transcript read</source>
        <translation>Transcription lue</translation>
    </message>
    <message>
        <source>Transcripts listed</source>
        <translation>Transcriptions listées</translation>
    </message>
    <message>
        <source>Transcripts searched</source>
        <translation>Recherche dans les transcriptions</translation>
    </message>
    <message>
        <source>Vulnerable</source>
        <translation>Vulnérable</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>Waits for a team lead</source>
        <translation>Attend un responsable</translation>
    </message>
    <message>
        <source>Will be tried again</source>
        <translation>Sera réessayé</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Retirée</translation>
    </message>
    <message>
        <source>Written consent</source>
        <translation>Consentement écrit</translation>
    </message>
    <message>
        <source>by e-mail</source>
        <translation>par e-mail</translation>
    </message>
    <message>
        <source>by letter</source>
        <translation>par courrier</translation>
    </message>
    <message>
        <source>by live chat</source>
        <translation>par chat</translation>
    </message>
    <message>
        <source>by phone</source>
        <translation>par téléphone</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>depuis {0}</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>through care {0}</source>
        <translation>par le service client {0}</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>«&#xa0;{0}&#xa0;»</translation>
    </message>
</context>
</TS>
