// What people and programs call their columns, in English, German, French, Spanish and the Czech of Pipedrive.
// Every phrase is kept as `squeezed(plainHeader(phrase))`, to be compared with headers made so too.
import { plainHeader, squeezed } from './plain-header.ts';
import type { AddressPart, Target } from './targets.ts';

export type Place = '' | 'home' | 'work' | 'other';

/** A place word, taken out of a header before its noun is looked up: `Work Phone`, `Telefon geschäftlich`. */
export const PLACE_WORDS: ReadonlyMap<string, Place> = new Map<string, Place>([
  ...words('home', 'home private personal privat private privater privates privatadresse domicile personnel personnelle perso particular casa domicilio personales hogar domu doma'),
  ...words('work', 'work business office corporate professional geschaftlich geschaftliche geschaftlicher dienstlich dienstliche beruflich berufliche buro firmen arbeit bureau professionnel professionnelle pro travail trabajo oficina laboral prace pracovni geschafts firmen dienst company firma empresa societe entreprise'),
  ...words('other', 'other alternate alternative weitere weiterer weiteres weiteren andere anderes sonstige sonstiges autre otro otra jine jiny shipping delivery liefer lieferung livraison envio'),
  ...words('', 'mailing billing rechnungs rechnung facturation factura haupt principal principale'),
]);

/** What an address is made of. Alone, or after a place word. */
export const ADDRESS_WORDS: ReadonlyMap<string, AddressPart> = new Map<string, AddressPart>([
  ...phrases('street', 'street', 'street address', 'address street', 'street name', 'street 1', 'address line 1', 'address line', 'line 1', 'street line 1', 'strasse', 'strasse nr', 'strasse hausnummer', 'strasse hausnr', 'str', 'rue', 'voie', 'numero rue', 'calle', 'calle numero', 'ulice', 'street number house'),
  ...phrases('extended', 'street 2', 'street 3', 'address line 2', 'address line 3', 'line 2', 'address 2', 'address 3', 'strasse 2', 'strasse 3', 'adresszusatz', 'adresse zusatz', 'anschrift zusatz', 'rue 2', 'rue 3', 'complement adresse', 'calle 2', 'calle 3', 'complemento', 'extended address', 'address extended', 'address extended address', 'apartment', 'suite'),
  ...phrases('poBox', 'po box', 'p o box', 'pobox', 'address po box', 'postfach', 'boite postale', 'bp', 'b p', 'apartado postal', 'apartado correos', 'apartado postal direccion', 'apartado'),
  ...phrases('city', 'city', 'town', 'address city', 'city town', 'ort', 'stadt', 'wohnort', 'ortschaft', 'ville', 'commune', 'localite', 'ciudad', 'poblacion', 'localidad', 'municipio', 'mesto', 'obec', 'suburb'),
  ...phrases('region', 'estado', 'state', 'region', 'province', 'county', 'state region', 'state province', 'region state', 'address state', 'address region', 'bundesland', 'kanton', 'bundesland kanton', 'departement', 'dep region', 'provincia', 'provincia estado', 'estado provincia', 'comunidad autonoma', 'kraj'),
  ...phrases('postalCode', 'zip', 'zipcode', 'zip code', 'zip postal code', 'postal code', 'postalcode', 'post code', 'postcode', 'address postal code', 'address zip', 'postleitzahl', 'plz', 'code postal', 'codigo postal', 'psc'),
  ...phrases('country', 'country', 'country region', 'country code', 'address country', 'land', 'land region', 'staat', 'pays', 'pays region', 'pais', 'pais region', 'zeme', 'stat', 'nation'),
  ...phrases('whole', 'address', 'full address', 'postal address', 'address formatted', 'formatted address', 'address full', 'full combined address', 'adresse', 'anschrift', 'postanschrift', 'vollstandige adresse', 'adresse complete', 'adresse postale', 'direccion', 'direccion postal', 'direccion completa', 'adresa'),
]);

/** Kinds of phone. After a place word only those that can have a place. */
export const PHONE_WORDS: ReadonlyMap<string, Target> = new Map<string, Target>([
  ...phrases('phone', 'phone', 'phones', 'phone number', 'phone numbers', 'telephone', 'telephone number', 'tel', 'tel no', 'tel nr', 'phone no', 'contact number', 'telefon', 'telefonnummer', 'telefonnr', 'rufnummer', 'festnetz', 'festnetznummer', 'fixe', 'telephone fixe', 'tel fixe', 'telefono', 'telefono fijo', 'fijo', 'numero telephone', 'numero telefono', 'telefono contacto', 'telefonni cislo', 'landline', 'direct phone', 'direct line', 'direct dial', 'durchwahl', 'ligne directe'),
  ...phrases('phone:mobile', 'mobile', 'mobile phone', 'mobile number', 'mobile phone number', 'mobile no', 'phone mobile', 'cell', 'cell phone', 'cellphone', 'cell number', 'cellular', 'mobil', 'mobiltelefon', 'mobilnummer', 'mobiltelefonnummer', 'mobilfunk', 'handy', 'handynummer', 'handy nr', 'portable', 'telephone portable', 'tel portable', 'telephone mobile', 'tel mobile', 'gsm', 'movil', 'celular', 'telefono movil', 'telefono celular', 'numero movil', 'mobilni telefon', 'phone cell', 'tel cell', 'telefon mobil', 'tel mobil', 'telefon mobile', 'mobil telefon'),
  ...phrases('phone:main', 'primary phone', 'main phone', 'company main phone', 'company phone', 'main', 'phone main', 'main number', 'phone switchboard', 'haupttelefon', 'hauptnummer', 'zentrale', 'telefonzentrale', 'telefon zentrale', 'telefon firma', 'telephone principal', 'telephone societe', 'standard', 'telefono principal', 'numero centralita organizacion', 'centralita'),
  ...phrases('phone:fax', 'fax', 'fax number', 'fax phone', 'phone fax', 'faxnummer', 'telefax', 'telefaxnummer', 'fax nr', 'telecopie', 'telecopieur', 'numero fax'),
  ...phrases('phone:pager', 'pager', 'pager number', 'beeper', 'phone pager', 'recepteur radiomessagerie', 'localizador', 'buscapersonas'),
  ...phrases('phone:car', 'car phone', 'carphone', 'autotelefon', 'telephone voiture', 'telefono coche', 'telefono automovil'),
  ...phrases('phone:assistant', 'assistant phone', 'assistants phone', 'asst phone', 'telefon assistent', 'telefon assistenz', 'telephone assistant', 'telephone assistante', 'telefono asistente', 'telefono ayudante'),
]);

/** Everything else, by its whole plain header. */
export const FIELD_WORDS: ReadonlyMap<string, Target> = new Map<string, Target>([
  ...phrases('kind', 'kind', 'contact kind'),
  ...phrases('uid', 'uid', 'uuid', 'guid'),
  ...phrases('sourceId', 'id', 'record id', 'contact id', 'person id', 'company id', 'organization id', 'external id'),

  ...phrases('name.full', 'name', 'full name', 'fullname', 'display name', 'displayname', 'contact name', 'person name', 'contact', 'customer name', 'client name', 'complete name', 'nom complet', 'nom prenom', 'prenom nom', 'nom affiche', 'nombre completo', 'nombre apellidos', 'apellidos nombre', 'nombre contacto', 'vollstandiger name', 'voller name', 'name vorname', 'vorname name', 'vorname nachname', 'nachname vorname', 'anzeigename', 'kontakt', 'kontaktname', 'kontaktperson', 'ansprechpartner', 'contact person', 'nom contact', 'personne contact', 'contacto', 'cele jmeno', 'jmeno prijmeni', 'nom', 'nombre', 'jmeno'),
  ...phrases('name.given', 'first name', 'firstname', 'first', 'given name', 'givenname', 'given', 'forename', 'fname', 'christian name', 'vorname', 'vornamen', 'rufname', 'prenom', 'prenoms', 'nombre pila', 'primer nombre', 'nombres', 'krestni jmeno', 'voornaam'),
  ...phrases('name.middle', 'middle name', 'middlename', 'middle', 'middle initial', 'additional name', 'second name', 'weitere vornamen', 'zweiter vorname', 'deuxieme prenom', 'second prenom', 'autres prenoms', 'segundo nombre'),
  ...phrases('name.family', 'last name', 'lastname', 'last', 'family name', 'familyname', 'surname', 'sur name', 'lname', 'nachname', 'familienname', 'zuname', 'nom famille', 'nom usage', 'apellido', 'apellidos', 'primer apellido', 'prijmeni', 'achternaam'),
  ...phrases('name.prefix', 'name prefix', 'prefix', 'honorific', 'honorific prefix', 'salutation', 'courtesy title', 'mr mrs', 'anrede', 'namensprafix', 'titel', 'akademischer titel', 'civilite', 'tratamiento', 'saludo', 'osloveni'),
  ...phrases('name.suffix', 'name suffix', 'suffix', 'generational suffix', 'namenszusatz', 'suffixe', 'sufijo'),
  ...phrases('name.nickname', 'nickname', 'nick name', 'nick', 'alias', 'preferred name', 'goes by', 'known as', 'spitzname', 'surnom', 'apodo', 'sobrenombre', 'prezdivka'),
  ...phrases('name.phoneticGiven', 'phonetic first name', 'given name yomi', 'given yomi', 'first name yomi', 'yomi first name', 'prenom yomi', 'yomi especificada', 'first name phonetic'),
  ...phrases('name.phoneticFamily', 'phonetic last name', 'family name yomi', 'surname yomi', 'last name yomi', 'yomi last name', 'nom yomi', 'apellido yomi', 'last name phonetic'),

  ...phrases('affiliation.organisation', 'company', 'company name', 'companyname', 'organisation', 'organization', 'organization name', 'organisation name', 'org', 'employer', 'account name', 'associated company', 'primary company', 'business', 'business name', 'firm', 'current company', 'firma', 'firmenname', 'unternehmen', 'unternehmensname', 'arbeitgeber', 'betrieb', 'verein', 'societe', 'nom societe', 'nom entreprise', 'entreprise', 'raison sociale', 'employeur', 'organisme', 'empresa', 'nombre empresa', 'compania', 'organizacion', 'razon social', 'organizace', 'spolecnost', 'nazev firmy', 'company organization'),
  ...phrases('affiliation.title', 'job title', 'jobtitle', 'job', 'position', 'role', 'job role', 'occupation', 'designation', 'title', 'job position', 'business title', 'organization title', 'stelle', 'berufsbezeichnung', 'jobtitel', 'funktion', 'stellenbezeichnung', 'titre', 'fonction', 'poste', 'intitule poste', 'titre poste', 'metier', 'puesto', 'cargo', 'titulo', 'titulo puesto', 'funcion', 'pozice', 'pracovni pozice', 'headline'),
  ...phrases('affiliation.department', 'department', 'dept', 'division', 'organization department', 'abteilung', 'bereich', 'service', 'departement service', 'departamento', 'area', 'oddeleni', 'team'),
  ...phrases('affiliation.startedOn', 'employed since', 'joined company on', 'employment start', 'im unternehmen seit', 'eintrittsdatum'),
  ...phrases('affiliation.endedOn', 'left company on', 'employment end', 'austrittsdatum'),

  ...phrases('email', 'email', 'emails', 'email address', 'email addresses', 'emailaddress', 'mail', 'mail address', 'primary email', 'primary email address', 'main email', 'email primary', 'secondary email', 'email login', 'contact email', 'email adresse', 'mailadresse', 'adresse email', 'adresse mail', 'adresse messagerie', 'adresse courrier', 'adresse electronique', 'adresse courriel', 'courriel', 'messagerie', 'correo', 'correo electronico', 'direccion correo electronico', 'direccion email', 'direccion correo', 'email principal', 'e mail id', 'email id'),
  ...phrases('ignore', 'email type', 'email typ', 'email display name', 'email angezeigter name', 'type messagerie', 'nom complet adresse messagerie', 'tipo correo electronico', 'nombre pantalla correo electronico'),

  ...phrases('link:web', 'website', 'web site', 'website url', 'web', 'web page', 'webpage', 'web address', 'homepage', 'home page', 'url', 'www', 'company website', 'company domain name', 'domain', 'website home page', 'website blog', 'blog', 'website profile', 'personal web page', 'webseite', 'internet', 'internetseite', 'internetadresse', 'site', 'site web', 'site internet', 'page web', 'page perso', 'pagina web', 'sitio web', 'webova stranka', 'web stranka', 'photo', 'photo url', 'picture url', 'avatar', 'avatar url', 'image url'),
  ...phrases('link:social', 'linkedin', 'linkedin url', 'linkedin profile', 'linkedin bio', 'linkedin profile url', 'person linkedin url', 'company linkedin url', 'profile url', 'twitter', 'twitter handle', 'twitter url', 'twitter username', 'twitter profile', 'facebook', 'facebook url', 'facebook profile', 'instagram', 'instagram handle', 'instagram url', 'xing', 'xing profil', 'xing url', 'linkedin profil', 'github', 'github url', 'youtube', 'tiktok', 'mastodon', 'bluesky', 'threads', 'pinterest', 'social profile'),
  ...phrases('link:chat', 'skype', 'skype id', 'skype name', 'whatsapp', 'telegram', 'signal', 'wechat', 'icq', 'aim', 'jabber', 'xmpp', 'msn', 'yahoo', 'im', 'im address', 'instant messenger', 'messenger', 'messenger id', 'screen name', 'screenname', 'im aim', 'im icq', 'im jabber', 'im msn', 'im skype', 'im yahoo', 'im address 2', 'google talk', 'im google talk', 'matrix', 'discord', 'slack', 'teams', 'im adresse', 'chat'),

  ...phrases('birthday', 'birthday', 'birth date', 'birthdate', 'date birth', 'dob', 'bday', 'born', 'geburtstag', 'geburtsdatum', 'geb datum', 'geboren', 'geboren am', 'date naissance', 'naissance', 'anniversaire', 'fecha nacimiento', 'nacimiento', 'cumpleanos', 'narozeniny', 'datum narozeni'),
  ...phrases('birthday.year', 'birth year', 'year birth', 'birthday year', 'geburtsjahr', 'annee naissance'),
  ...phrases('birthday.month', 'birth month', 'birthday month', 'geburtsmonat', 'mois naissance'),
  ...phrases('birthday.day', 'birthday day', 'jour naissance', 'geburtstag tag'),
  ...phrases('date:anniversary', 'anniversary', 'wedding anniversary', 'jahrestag', 'hochzeitstag', 'anniversaire mariage', 'anniversaire mariage fete', 'aniversario', 'aniversario boda', 'vyroci'),
  ...phrases('date', 'connected on', 'customer since', 'member since', 'kunde seit', 'mitglied seit', 'client depuis', 'cliente desde', 'name day', 'namenstag'),

  ...phrases('relation:spouse', 'spouse', 'partner', 'spouse name', 'wife', 'husband', 'spouse partner', 'partner name', 'ehepartner', 'ehepartnerin', 'partner in', 'lebenspartner', 'conjoint', 'conjointe', 'epoux', 'epouse', 'conyuge', 'esposo', 'esposa', 'manzel'),
  ...phrases('relation:child', 'children', 'kids', 'child', 'child name', 'childrens names', 'kinder', 'enfants', 'enfant', 'hijos', 'deti'),
  ...phrases('relation:manager', 'manager', 'manager name', 'managers name', 'supervisor', 'boss', 'reports to', 'vorgesetzter', 'vorgesetzte', 'name vorgesetzten', 'name vorgesetzte', 'responsable', 'superieur', 'nom responsable', 'nombre director', 'nombre jefe', 'jefe', 'gerente'),
  ...phrases('relation:assistant', 'assistant', 'assistant name', 'assistants name', 'secretary', 'assistent', 'assistentin', 'assistenz', 'name assistent', 'nom assistant', 'nom assistante', 'nombre asistente', 'asistente', 'nombre ayudante'),
  ...phrases('relation:referred-by', 'referred by', 'referrer', 'referral', 'referral from', 'recommended by', 'empfohlen von', 'empfehlung', 'empfehlung von', 'geworben von', 'recommande', 'recommande par', 'parrain', 'referido por', 'recomendado por'),

  ...phrases('roles', 'roles', 'contact type', 'customer type', 'relationship', 'relationship type', 'contact role', 'kontaktart', 'kontakttyp', 'kundentyp', 'kundenart', 'type client', 'type contact', 'tipo cliente', 'tipo contacto'),
  ...phrases('status', 'status', 'lead status', 'contact status', 'customer status', 'client status', 'id status', 'kundenstatus', 'statut', 'statut client', 'stav', 'person status', 'estatus', 'estado cliente', 'estado contacto'),
  ...phrases('source', 'source', 'lead source', 'contact source', 'original source', 'original traffic source', 'traffic source', 'origin', 'acquisition channel', 'how did you hear us', 'quelle', 'herkunft', 'kontaktquelle', 'leadquelle', 'provenance', 'origine', 'source contact', 'fuente', 'origen', 'procedencia', 'zdroj'),
  ...phrases('owner', 'owner', 'owner name', 'contact owner', 'company owner', 'account owner', 'record owner', 'lead owner', 'assigned', 'assigned user', 'assigned to', 'sales rep', 'sales person', 'salesperson', 'account manager', 'besitzer', 'eigentumer', 'inhaber', 'zustandig', 'zustandiger', 'betreuer', 'kundenbetreuer', 'verantwortlich', 'verantwortlicher', 'proprietaire', 'charge compte', 'commercial', 'propietario', 'propietario contacto', 'comercial', 'vlastnik'),
  ...phrases('preferredChannel', 'preferred channel', 'preferred contact', 'preferred contact method', 'preferred method contact', 'contact preference', 'preferred communication', 'bevorzugter kanal', 'bevorzugte kontaktart', 'bevorzugter kontaktweg', 'kontaktweg', 'moyen contact prefere', 'canal prefere', 'canal preferido', 'medio contacto preferido'),
  ...phrases('language', 'language', 'preferred language', 'sprache', 'langue', 'idioma', 'jazyk', 'lang', 'locale', 'korrespondenzsprache'),
  ...phrases('tags', 'kundengruppe', 'customer group', 'tags', 'tag', 'labels', 'label', 'categories', 'category', 'groups', 'group', 'group membership', 'keywords', 'lists', 'list', 'segment', 'segments', 'kategorien', 'kategorie', 'gruppen', 'gruppe', 'stichworter', 'schlagworter', 'schlagwort', 'schlagworte', 'etikett', 'mots cles', 'categorie', 'etiquette', 'etiquettes', 'groupe', 'groupes', 'libelle', 'libelles', 'palabras clave', 'categoria', 'categorias', 'etiqueta', 'etiquetas', 'grupo', 'grupos', 'stitek', 'stitky', 'skupina', 'kategorie kontaktu'),
  ...phrases('note', 'notes', 'note', 'comments', 'comment', 'remarks', 'remark', 'description', 'background', 'background info', 'about', 'memo', 'bio', 'additional information', 'contact notes', 'notizen', 'notiz', 'bemerkung', 'bemerkungen', 'anmerkung', 'anmerkungen', 'kommentar', 'kommentare', 'beschreibung', 'info', 'infos', 'hinweis', 'hinweise', 'remarque', 'remarques', 'commentaire', 'commentaires', 'notas', 'nota', 'comentario', 'comentarios', 'observaciones', 'observacion', 'descripcion', 'poznamka', 'poznamky', 'popis'),
  ...phrases('createdAt', 'created', 'created at', 'create date', 'created date', 'created on', 'created time', 'date created', 'date added', 'added on', 'creation date', 'first seen', 'person created', 'organization created', 'add time', 'erstellt', 'erstellt am', 'erstelldatum', 'angelegt', 'angelegt am', 'erfasst', 'erfasst am', 'anlagedatum', 'date creation', 'cree', 'cree le', 'fecha creacion', 'creado', 'creado el', 'fecha alta', 'vytvoreno', 'datum vytvoreni'),
  ...phrases('updatedAt', 'updated', 'updated at', 'last updated', 'modified', 'modified at', 'last modified', 'last modified date', 'date modified', 'update time', 'geandert', 'geandert am', 'aktualisiert', 'aktualisiert am', 'date modification', 'modifie', 'modifie le', 'fecha modificacion', 'modificado', 'modificado el', 'actualizado'),
  ...phrases('fact', 'gender', 'sex', 'geschlecht', 'genre', 'sexe', 'sexo', 'genero', 'hobby', 'hobbies', 'hobbys', 'interests', 'interessen', 'passe temps', 'loisirs', 'interets', 'aficiones', 'intereses', 'profession', 'beruf', 'profesion', 'maiden name', 'birth name', 'geburtsname', 'madchenname', 'nom jeune fille', 'nom naissance', 'initials', 'initialen', 'initiales', 'iniciales', 'location', 'office location', 'room', 'raum', 'emplacement', 'ubicacion', 'account', 'account number', 'konto', 'kontonummer', 'compte', 'cuenta', 'customer number', 'customer no', 'customer id', 'client number', 'kundennummer', 'kundennr', 'kunden nr', 'kdnr', 'debitorennummer', 'numero client', 'numero cliente', 'vat', 'vat number', 'vat id', 'tax id', 'tax number', 'ust id', 'ustid', 'ust idnr', 'umsatzsteuer id', 'steuernummer', 'siret', 'siren', 'numero tva', 'tva', 'nif', 'cif', 'nie', 'dni', 'ico', 'dic', 'iban', 'bic', 'government id number', 'regierungsnr', 'code gouvernement', 'organizational id number', 'organisationsnr', 'numero identification organisation', 'billing information', 'abrechnungsinformation', 'informations facturation', 'facturacion', 'mileage', 'reisekilometer', 'kilometrage', 'kilometraje', 'industry', 'branche', 'secteur', 'secteur activite', 'sector', 'industria', 'number employees', 'employees', 'mitarbeiter', 'mitarbeiterzahl', 'effectif', 'numero empleados', 'annual revenue', 'revenue', 'umsatz', 'jahresumsatz', 'chiffre affaires', 'ingresos', 'likes', 'dislikes', 'allergies', 'diet', 'family', 'pets', 'time zone', 'timezone', 'zeitzone', 'fuseau horaire', 'zona horaria', 'nationality', 'nationalitat', 'staatsangehorigkeit', 'nationalite', 'nacionalidad', 'religion', 'religionsangehorigkeit', 'education', 'school', 'schools', 'university', 'children count', 'marital status', 'familienstand', 'situation familiale', 'estado civil', 'age', 'alter', 'edad', 'extension', 'ext', 'phone extension', 'subject', 'directory server', 'verzeichnisserver', 'serveur annuaire'),
]);

/** Services by a word in a header: the label of a social profile or a chat address. */
export const SERVICES: ReadonlyMap<string, string> = new Map(Object.entries({
  linkedin: 'LinkedIn', twitter: 'Twitter', facebook: 'Facebook', instagram: 'Instagram', xing: 'Xing', github: 'GitHub',
  youtube: 'YouTube', tiktok: 'TikTok', mastodon: 'Mastodon', bluesky: 'Bluesky', threads: 'Threads', pinterest: 'Pinterest',
  skype: 'Skype', whatsapp: 'WhatsApp', telegram: 'Telegram', signal: 'Signal', wechat: 'WeChat', icq: 'ICQ', aim: 'AIM',
  jabber: 'Jabber', xmpp: 'Jabber', msn: 'MSN', yahoo: 'Yahoo', matrix: 'Matrix', discord: 'Discord', slack: 'Slack', teams: 'Teams',
  photo: 'photo', picture: 'photo', avatar: 'photo', image: 'photo', blog: 'blog',
}));

function words<Value extends string>(value: Value, list: string): [string, Value][] {
  return list.split(' ').map((word) => [word, value]);
}

function phrases<Value extends string>(value: Value, ...headers: string[]): [string, Value][] {
  return headers.map((header) => [squeezed(plainHeader(header)), value]);
}
