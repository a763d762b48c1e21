/**
 * What each fixture of people must leave in an empty profile: how its rows are counted, and every contact as
 * `inWords` tells it, in the order in which they come about.
 */
export const FIXTURES_IN_WORDS: readonly { file: string; counts: Record<string, number>; contacts: readonly string[] }[] = [
  {
    file: 'csv/atomic-crm-contacts_export.csv',
    counts: { created: 2 },
    contacts: [
      'John Doe; mail work john@doe.example, home john.doe@gmail.com, other jdoe@caramail.com; tel work 659-980-2015, home 740.645.3807, other (446) 758-2122; at Acme (Sales Executive); web LinkedIn https://www.linkedin.com/in/johndoe; facts gender male; tags developer, influencer; note "last_seen: 2024-07-01T11:54:49.95+00:00⏎has_newsletter: fals…"',
      'the firm Acme',
      'Jane Doe; mail other jane@doe.example; tel work 659-980-2020, home 740.647.3802; at Acme (Designer); web LinkedIn https://www.linkedin.com/in/janedoe; facts gender female; tags design, UI; note "last_seen: 2024-07-01T11:54:49.95+00:00⏎has_newsletter: fals…"',
    ],
  },
  {
    file: 'csv/helix-crm-hubspot-contacts-first15.csv',
    counts: { created: 15 },
    contacts: [
      'Sarah Mitchell; mail sarah.mitchell83@gmail.com; tel 801-555-0142, mobile 801-555-1113 ext 5; at Sandy Landscape Co (General Manager); lives Orem UT 84078 United States; web https://www.mitchelllandscaping.com; facts owner Beth Owens; note "Last Activity Date: 2026-08-19 17:14"',
      'the firm Sandy Landscape Co',
      'David Chen; mail dchen.hvac@yahoo.com; tel 385-555-0187, mobile 801-555-3638 ext 1; at Orem Heating & Air (Office Manager); lives UT United States; facts owner Trevor Hansen; note "Last Activity Date: 2026-07-10 15:18"',
      'the firm Orem Heating & Air',
      'James Whitfield; mail jwhitfield@comcast.net; tel 801-555-0163, mobile 435.555.4285; at Draper Roofing Co (Foreman); lives American Fork UT 84220 United States; facts owner Trevor Hansen; note "Last Activity Date: 2026-09-11 14:58"',
      'the firm Draper Roofing Co',
      'Amy Brewer; mail amybrewer99@gmail.com; tel 435-555-0117; at Logan Electric (Office Manager); lives UT 84993 United States; facts owner Mike Turner; note "Last Activity Date: 2026-03-17 16:07"',
      'the firm Logan Electric',
      'Joseph Martin; mail joseph.martin347@example.com; tel 3855553735, mobile 801-555-9854; at Orem Wiring Co (Owner); lives Ogden UT 84818; facts owner Trevor Hansen; note "Last Activity Date: 2026-04-08 12:30"',
      'the firm Orem Wiring Co',
      'Maria Murphy; mail maria.murphy131@example.com; tel +1 435 555 8115, mobile 435.555.6937; at Wasatch Front Premier Landscape & Design Groups (Dispatcher); lives Park City UT 84841; web https://www.murphyfencing.com; facts owner Aisha Bell; note "Last Activity Date: 2026-09-28 10:27"',
      'the firm Wasatch Front Premier Landscape & Design Groups',
      'José Martínez; mail jose.martinez@gmail.com; tel 3855555998; at Sandy Sprinkler Systems Services (Owner); lives UT 84108; web https://www.martínezsprinklerrepair.com',
      'the firm Sandy Sprinkler Systems Services',
      'Stephanie Morales; mail stephanie.morales626@example.com; tel 385.555.7972; at Draper Flatwork Services (Owner); lives Logan UT 84723; facts owner Mike Turner',
      'the firm Draper Flatwork Services',
      'Donald Jimenez; mail donald.jimenez368@example.com; tel 8015552465, mobile 4355552585; at Logan Concrete LLC (Lead Tech ("Ask for Dave")); lives Logan UT 84823 United States; web https://www.jimenezconcrete.com; facts owner Jenna Park; note "Last Activity Date: 2026-01-13 12:47"',
      'the firm Logan Concrete LLC',
      'Stephen Patel; mail stephen.patel898@example.com; tel 435.555.2571; at Kaysville Outdoor Design Co (Office Manager); lives UT United States; web https://www.patellandscaping.com; facts owner Mike Turner',
      'the firm Kaysville Outdoor Design Co',
      'Daniel Rogers; mail daniel.rogers603@example.com; tel 801-555-9012 ext 8, mobile 385.555.9291; at Heber City Tree Care LLC (Owner); lives Layton UT 84398 United States; web https://www.rogerstreeservice.com; note "Last Activity Date: 2026-06-10 14:11"',
      'the firm Heber City Tree Care LLC',
      'Jonathan Parker; mail jonathan.parker342@example.com; tel 3855559214, mobile 435-555-1007 ext 6; at Draper Sprinkler Systems Co (Office Manager); lives Cedar City UT 84362 United States; note "Last Activity Date: 2026-01-23 17:11"',
      'the firm Draper Sprinkler Systems Co',
      'Joseph Stewart; mail joseph.stewart15@example.com; tel 801-555-6766, mobile 435-555-3076 ext 6; at – (Office Manager); lives Ogden UT 84076 United States; web https://www.stewartplumbing.com; note "Last Activity Date: 2026-09-24 12:44"',
      'Richard Watson; mail richard.watson314@example.com; at Herriman Pest Control Co (Dispatcher); lives Orem UT 84627 United States; web https://www.watsonpestcontrol.com; facts owner Carlos Diaz; note "Last Activity Date: 2026-03-23 15:37"',
      'the firm Herriman Pest Control Co',
      'Amanda Alvarez; mail amanda.alvarez64@example.com; at Heber City Fencing Solutions; lives UT 84367 United States; facts owner Trevor Hansen; note "Last Activity Date: 2026-08-10 17:05"',
      'the firm Heber City Fencing Solutions',
    ],
  },
  {
    file: 'csv/linkedin-network-intelligence-Connections.csv',
    counts: { created: 10 },
    contacts: [
      'Alice Johnson; mail alice.johnson@techcorp.com; at TechCorp (CTO); web LinkedIn https://linkedin.com/in/alicejohnson; dates Connected On 2023-01-15',
      'the firm TechCorp',
      'Bob Williams; mail bob@startupxyz.com; at StartupXYZ (Founder); web LinkedIn https://linkedin.com/in/bobwilliams; dates Connected On 2023-03-20',
      'the firm StartupXYZ',
      'Carol Davis; at BigCo (VP Engineering); web LinkedIn https://linkedin.com/in/caroldavis; dates Connected On 2023-05-10',
      'the firm BigCo',
      'David Brown; mail david.b@anthropic.com; at Anthropic (Engineer); web LinkedIn https://linkedin.com/in/davidbrown; dates Connected On 2023-07-25',
      'the firm Anthropic',
      'Eve Wilson; mail eve@consulting.io; at Consulting Partners (Principal); web LinkedIn https://linkedin.com/in/evewilson; dates Connected On 2023-09-01',
      'the firm Consulting Partners',
      'Frank Miller; at Google (Staff Engineer); web LinkedIn https://linkedin.com/in/frankmiller; dates Connected On 2023-11-15',
      'the firm Google',
      'Grace Lee; mail grace.lee@meta.com; at Meta (Engineering Manager); web LinkedIn https://linkedin.com/in/gracelee; dates Connected On 2023-12-20',
      'the firm Meta',
      'Henry Taylor; at Amazon (Senior SDE); web LinkedIn https://linkedin.com/in/henrytaylor; dates Connected On 2024-01-05',
      'the firm Amazon',
      'Ivy Martinez; mail ivy@startup.co; at Stealth Startup (Co-founder); web LinkedIn https://linkedin.com/in/ivymartinez; dates Connected On 2024-02-10',
      'the firm Stealth Startup',
      'Jack Anderson; mail jack.a@openai.com; at OpenAI (Research Scientist); web LinkedIn https://linkedin.com/in/jackanderson; dates Connected On 2024-03-25',
      'the firm OpenAI',
    ],
  },
  {
    file: 'csv/releases-comm-central-basic_csv_addressbook.csv',
    counts: { created: 2 },
    contacts: [
      'John Doe; mail john@doe.invalid',
      'Jane Doe; mail jane@doe.invalid',
    ],
  },
  {
    file: 'csv/releases-comm-central-csv_semicolon.csv',
    counts: { created: 2 },
    contacts: [
      'John Doe; mail john@doe.invalid',
      'Jane Doe; mail jane@doe.invalid',
    ],
  },
  {
    file: 'csv/releases-comm-central-quote.csv',
    counts: { created: 1 },
    contacts: [
      'the firm Acer America; tel work (800) 000-0000',
    ],
  },
  {
    file: 'csv/releases-comm-central-tab_comma_mixed.csv',
    counts: { created: 4 },
    contacts: [
      '; mail 1@host.invalid; note "#1: 1⏎#2: 1⏎#3: 1⏎#4: 1"',
      '; mail 2@host.invalid; note "#1: 2⏎#2: 2⏎#3: 2⏎#4: 2"',
      '; mail 3@host.invalid; note "#1: 3⏎#2: 3⏎#3: 3⏎#4: 3"',
      '; mail 4@host.invalid; note "#1: 4⏎#2: 4⏎#3: 4⏎#4: 4"',
    ],
  },
  {
    file: 'csv/releases-comm-central-utf16_addressbook.csv',
    counts: { created: 1 },
    contacts: [
      'John Doe; mail johndoe@host.invalid',
    ],
  },
  {
    file: 'csv/rolomind-google.csv',
    counts: { created: 4 },
    contacts: [
      'John Doe; mail john@example.com; tel work +1-555-0123; at Acme Corp (CEO); lives work 123 Main St, San Francisco, CA; web Website https://acme.com',
      'the firm Acme Corp',
      'Jane Smith; mail jane@example.com; tel work +1-555-0124; at Tech Co (CTO); lives work 456 Tech Blvd, San Jose, CA',
      'the firm Tech Co',
      'Bob Wilson; mail bob@startup.com; at Startup Inc (Founder); web Website https://startup.com',
      'the firm Startup Inc',
      'Alice Brown; mail alice.brown@email.com; tel mobile +1-555-0125; at AI Labs (Director); lives work 789 AI Way, Palo Alto, CA; web Website https://ailabs.com',
      'the firm AI Labs',
    ],
  },
  {
    file: 'csv/rolomind-linkedin.csv',
    counts: { created: 5 },
    contacts: [
      'John Doe; mail john@example.com; at Acme Corp (CEO); web LinkedIn https://linkedin.com/in/johndoe; dates Connected On 2024-01-15',
      'the firm Acme Corp',
      'Jane Smith; mail jane@example.com; at Tech Co (CTO); web LinkedIn https://linkedin.com/in/janesmith; dates Connected On 2024-02-20',
      'the firm Tech Co',
      'Bob Wilson; at Startup Inc (Founder); web LinkedIn https://linkedin.com/in/bobwilson; dates Connected On 2023-03-10',
      'the firm Startup Inc',
      'Alice Brown; mail alice.brown@email.com; at AI Labs (Director of Engineering); web LinkedIn https://linkedin.com/in/alicebrown; dates Connected On 2023-12-25',
      'the firm AI Labs',
      'Charlie Davis; mail charlie@startup.com; at Stealth (Co-founder); web LinkedIn https://linkedin.com/in/charliedavis; dates Connected On 2025-05-05',
      'the firm Stealth',
    ],
  },
  {
    file: 'csv/roundcubemail-all.csv',
    counts: { created: 1 },
    contacts: [
      'Display Name; mail home home@example.com, work work@example.com, other other@example.com; tel home 100, home 200, work 300, work 400, mobile 500, main 600, home fax 700, work fax 800, car 900, pager 111, Phone Video 222, assistant 333, other 444; at Company (Job Title); lives home Home Street Home City Home State Home Zip Home Country, work Work Street Work City Work State Work Zip Work Country, other Other Street Other City Other State Other Zip Other Country; web AIM aim:aim, ICQ icq:icq, Jabber xmpp:jabber, MSN msnim:msn, Skype skype:skype, Yahoo ymsgr:yahoo, blog https://blog, https://home, other https://other, https://profile, work https://work; born 1991-01-20; dates anniversary 1992-02-20; facts Gender female, Maiden Name Maiden Name; kin manager Manager, assistant Assistant, spouse Spouse; tags test; note "Notes"',
      'the firm Company',
    ],
  },
  {
    file: 'csv/roundcubemail-gmail.csv',
    counts: { created: 1 },
    contacts: [
      'Prefix Firstname Middle Lastname Suffix; mail home home@aaa.pl, work work@email.pl, unknown@email.com, other other@email.com; tel pager pager, main mainphone, home homephone, home fax homefax, mobile mobile, work workphone, work fax workfax; at company (jobtitle); lives home home_street home_pobox home_city home_state home_zip home_country, work work_street work_city work_zip work_country; web profile test.com, homepage home.page.com; born 1975-12-12; kin spouse spouse; tags Test; note "note"note"',
      'the firm company',
    ],
  },
  {
    file: 'csv/simple-excel-header-and-rows-other-delimiter.csv',
    counts: { created: 2 },
    contacts: [
      'john doe; mail john@example.com',
      'mary jane doe; mail mary-jane@example.com',
    ],
  },
  {
    file: 'csv/simple-excel-values-with-spaces.csv',
    counts: { created: 2 },
    contacts: [
      'john doe; mail john@example.com',
      'mary jane doe; mail mary-jane@example.com',
    ],
  },
  {
    file: 'csv/six-hops-Connections.csv',
    counts: { created: 3, doubtful: 1, skipped: 1 },
    contacts: [
      'Priya Sharma; at Razorpay (Software Engineer II); web LinkedIn https://www.linkedin.com/in/priya-sharma-1; dates Connected On 2021-03-12',
      'the firm Razorpay',
      'Rahul Iyer; mail rahul@example.com; at Flipkart (Senior SDE); web LinkedIn https://www.linkedin.com/in/rahul-iyer; dates Connected On 2020-01-05',
      'the firm Flipkart',
      'Priya Sharma; at Razorpay Software Pvt Ltd (Product Manager); web LinkedIn https://www.linkedin.com/in/priya-sharma-2; dates Connected On 2022-02-01',
      'the firm Razorpay Software Pvt Ltd',
      'Anita Rao; web LinkedIn https://www.linkedin.com/in/anita-rao; dates Connected On 2019-07-20',
    ],
  },
  {
    file: 'vcard/android_frameworks_opt_vcard-v21_backslash.vcf',
    counts: { created: 1 },
    contacts: [
      'A;B\\C\\;D:E\\\\; note "N: \\\\"',
    ],
  },
  {
    file: 'vcard/android_frameworks_opt_vcard-v21_invalid_comment_line.vcf',
    counts: { created: 1 },
    contacts: [
      'Conference Call; note "This is an (sharp ->#<- sharp) example. This message must NO…"',
    ],
  },
  {
    file: 'vcard/android_frameworks_opt_vcard-v21_multiple_entry.vcf',
    counts: { created: 3 },
    contacts: [
      '安藤ロイド3; tel secret 9, hotel 10, school 11, home fax 12',
      '安藤ロイド4; tel modem 13, pager 14, family 15, girl 16',
      '安藤ロイド5; tel boy 17, friend 18, phs 19, restaurant 20',
    ],
  },
  {
    file: 'vcard/contacts-forrest-gump.vcf',
    counts: { created: 1 },
    contacts: [
      'Mr. Forrest Gump; mail sherinnom@example.com; at Sheri Nom Co. (Ultimate Warrior); web QQ qq:21588891',
      'the firm Sheri Nom Co.',
    ],
  },
  {
    file: 'vcard/ez-vcard-John_Doe_ANDROID.vcf',
    counts: { created: 5, doubtful: 1 },
    contacts: [
      '; mail john.doe@company.com',
      '; mail jane.doe@company.com',
      'Ñ Ñ Ñ Ñ Ñ; tel mobile 123456789',
      'Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ; tel mobile 123456, home 234567, mobile 3456789, home 45678901; note "Ñ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ ", "Ñ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ Ñ Ñ ÑÑ Ñ Ñ Ñ Ñ "',
      'Ñ Ñ Ñ Ñ; mail work bob@company.com; tel mobile 123456, work 123456, work fax 123456; at ÑÑÑÑÑÑÑÑÑÑÑÑ, ÑÑÑÑÑÑÑÑÑÑÑÑ; web www.company.com, http://www.company.com; note "Email: ÑÑÑÑÑÑÑÑÑÑÑÑÑÑ"; has a photo',
      'the firm ÑÑÑÑÑÑÑÑÑÑÑÑ',
      'ÑÑÑÑ; mail henry@company.com; tel mobile 55556666; at ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ, ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ, ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ',
      'the firm ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ',
    ],
  },
  {
    file: 'vcard/ez-vcard-John_Doe_EVOLUTION.vcf',
    counts: { created: 1 },
    contacts: [
      'Mr. John Richter, James Doe Sr.; mail work john.doe@ibm.com; tel mobile 905-666-1234, work 905-555-1234; at IBM (Money Counter); lives home 15 Crescent moon drive ASB-123 Albaney New York 12345 United States of America; web AIM aim:johnny5@aol.com, http://www.ibm.com; born 1980-03-22; dates anniversary 1980-03-22; kin spouse Maria, manager Big Blue, assistant Little Red; tags VIP; note "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTR…"',
      'the firm IBM',
    ],
  },
  {
    file: 'vcard/ez-vcard-John_Doe_GMAIL.vcf',
    counts: { created: 1 },
    contacts: [
      'Mr. John Richter, James Doe Sr.; mail home john.doe@ibm.com; tel mobile 905-555-1234, home 905-666-1234; at IBM (Money Counter); lives home Crescent moon drive 555-asd Nice Area, Albaney, New York 12345 United States of America; web work http://www.ibm.com; born 1980-03-22; dates anniversary 1975-03-01; kin spouse Jenny; note "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTR…"',
      'the firm IBM',
    ],
  },
  {
    file: 'vcard/ez-vcard-John_Doe_IPHONE.vcf',
    counts: { created: 1 },
    contacts: [
      'Mr. John Richter James Doe Sr.; mail john.doe@ibm.com; tel mobile 905-555-1234, home 905-666-1234, work 905-777-1234, home fax 905-888-1234, work fax 905-999-1234, pager 905-111-1234, assistant 905-222-1234; at IBM (Money Counter); lives home Silicon Alley 5, New York New York 12345 United States of America, work Street4 Building 6 Floor 8 New York 12345 USA; web homepage http://www.ibm.com; born 2012-06-06; has a photo',
      'the firm IBM',
    ],
  },
  {
    file: 'vcard/ez-vcard-John_Doe_MS_OUTLOOK.vcf',
    counts: { created: 1 },
    contacts: [
      `Mr. John Richter,James Doe Sr.; mail john.doe@ibm.cm; tel work (905) 555-1234, home (905) 666-1234; at IBM (Money Counter); lives work Cresent moon drive Albaney New York 12345 United States of America, home Silicon Alley 5, New York New York 12345 United States of America; web work http://www.ibm.com, im:johny5@aol.com; born 1980-03-22; dates anniversary 2011-01-13; kin manager Big Blue, assistant Jenny; note "Role: Counting Money", "THIS SOFTWARE IS PROVIDED BY GEORGE EL-HADDAD ''AS IS'' AND …"; has a photo`,
      'the firm IBM',
    ],
  },
  {
    file: 'vcard/ez-vcard-fullcontact.vcf',
    counts: { created: 1 },
    contacts: [
      'Prefix FirstName MiddleName LastName Suffix; mail home home@example.com, work work@example.com, school school@example.com, other other@example.com, customtype custom@example.com; tel home 555-555-1111, work 555-555-1112, mobile 555-555-1113, mobile 555-555-1114, 555-555-1115, home fax 555-555-1116, work fax 555-555-1117, 555-555-1118, 555-555-1119; at Organization1 (Title1), Organization2 (Title2); lives home HomeStreet HomeExtended HomeCity HomeState HomePostal HomeCountry, work WorkStreet WorkExtended WorkCity WorkState WorkPostal WorkCountry, other OtherStreet OtherExtended OtherCity OtherState OtherPostal OtherCountry, customtype CustomStreet CustomExtended CustomCity CustomState CustomPostal CustomCountry; web http://www.homepage.com, http://www.blog.com, http://www.other.com, http://www.custom.com, GTalk xmpp:gtalk, Skype skype:skype, Yahoo ymsgr:yahoo, AIM aim:aim, Jabber xmpp:jabber, Other other:other, CustomTYPE customtype:custom; born 2016-08-01; dates anniversary 2016-08-02, other 2016-08-03, CustomTYPE 2016-08-04; facts gender M; kin mother Mother, father Father, parent Parent, Brother Brother, Sister Sister, child Child, friend Friend, spouse Spouse, Fiancé Fiance, partner Partner, assistant Assistant, manager Manager, other Other, CustomTYPE Custom; tags Tag; note "Photo: https://d3m0kzytmr41b1.cloudfront.net/c335e945d1b60ed…", "Notes line 1⏎Notes line 2"',
      'the firm Organization1',
      'the firm Organization2',
    ],
  },
  {
    file: 'vcard/ez-vcard-gmail-single2.vcf',
    counts: { created: 1 },
    contacts: [
      'VCard Test; mail email@example.com, home homeemail@example.com, work workemail@example.com, otheremail@example.com, CustomEmailCategory customcategory@example.com; tel 5555551111, home 5555551112, work 5555551113, 5555551114, mobile 5555551115, main 5555551116, home fax 5555551117, work fax 5555551118, grand central 5555551119, pager 5555551120, CustomePhoneCategory 5555551121; at TheCompany (TheJobTitle); lives 111 Main St NY New York 10011, home 112 Main St NY New York 10011, work 113 Main St NY New York 10011, 114 Main St NY New York 10011, CustomAddressCategory 115 Main St NY New York 10011; web Google Talk xmpp:IM2, AIM aim:IM3, Yahoo ymsgr:IM4, Skype skype:IM5, QQ qq:IM6, MSN msnim:IM7, ICQ icq:IM8, Jabber xmpp:IM9, http://www.example1.com, profile http://www.example2.com, blog http://www.example3.com, homepage http://www.example4.com, work http://www.example5.com, CustomWebsiteCategory http://www.example6.com; born 1912-06-23; dates anniversary 1930-03-20, 1776-07-04, CustomDateCategory 2000-09-12; kin  Name1, spouse Name2, child Name3, mother Name4, father Name5, parent Name6, brother Name7, sister Name8, friend Name9, relative Name10, manager Name11, assistant Name12, referredBy Name13, partner Name14, partner Name15, CustomRelationCategory Name16; note "note line 1⏎note line 2⏎CustomField: field value"',
      'the firm TheCompany',
    ],
  },
  {
    file: 'vcard/gammu-char-escaping.vcf',
    counts: { skipped: 1 },
    contacts: [],
  },
  {
    file: 'vcard/gammu-quoted-printable-new-line.vcf',
    counts: { created: 1 },
    contacts: [
      'ПОРКС - PRIMA; tel mobile +222222222222',
    ],
  },
  {
    file: 'vcard/ical.js-vcard3.vcf',
    counts: { created: 1 },
    contacts: [
      'Mr. John Q. Public, Esq.; mail jqpublic@xyz.dom1.com, jdoe@isp.net, jane_doe@abc.com; tel work +1-213-555-1234; at ABC, Inc. (Director, Research and Development); lives home 123 Main Street Any Town CA 91921-1234; born 1996-04-15; kin agent Susan Thomas; tags IETF, INDUSTRY, INFORMATION TECHNOLOGY, INTERNET, TRAVEL AGENT; note "N: Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.⏎Photo: htt…", "This fax number is operational 0800 to 1715 EST, Mon-Fri."',
      'the firm ABC, Inc.',
    ],
  },
  {
    file: 'vcard/kcontacts-testfullvcard.vcf',
    counts: { created: 1 },
    contacts: [
      'Mr Sherlock Holmes; mail home sherlock.holmes@gmail.com, work detective@sherlockholmes.com; tel home +44-555-555-5555 ext 5555, mobile +44-555-555-6666, work +44-555-555-7777; at – (Detective); lives 221B Baker Street London NW1 United Kingdom; web xmpp xmpp:detective@sherlockholmes.com, https://sherlockholmes.com; born 1953-10-15; dates anniversary 1996-04-15; facts gender M; tags FICTION, LITERATURE; note "Lang: fr⏎Tz: London/Europe⏎Geo: geo:51.5237,0.1585⏎Role: Det…"',
    ],
  },
  {
    file: 'vcard/kcontacts-vcard10.vcf',
    counts: { created: 5 },
    contacts: [
      'the firm Bike Shop; lives work DDDDDDDDDDDDDDD-Staße 2 00000 DDDDDDDDDD; note "This one has a funny character at the end in the contact lis…"',
      `Field after Address broken; lives home AAAAAAA-AäAAAAA 11 Urt 00000; web http://some-webseite.com; note "This one's URL field is truncated (see contact's edit form).…"`,
      'Field after Address not broken; lives home AAAAAAA-AäAAAAA 11 Urt 00000; web http://some-webseite.com; note "this is identical to "Website broken", but with Note and URL…"',
      'Dr. med. Surname Name; at – (Facharzt für Allgemeinmedizin); note "Sprechzeiten:⏎Mo   8–12, 15–18⏎Di     8–12⏎Mi    8–12, 14–15…"',
      'Second Doctor; at – (Dentist); lives work DDDDDDDDDDDstraße 26 00000 DDDDDDDDDDDDDDDDD; note "Sprechzeiten:⏎Mo   8–13⏎Di   10–12, 13–18⏎Mi  10–12, 13–18⏎D…"',
    ],
  },
  {
    file: 'vcard/releases-comm-central-emptylines_vcard_addressbook.vcf',
    counts: { created: 2 },
    contacts: [
      'John Doe; mail john.doe@genericemail.invalid',
      'Jane Doe; mail jane.doe@genericemail.invalid',
    ],
  },
  {
    file: 'vcard/releases-comm-central-export.vcf',
    counts: { created: 2 },
    contacts: [
      'contact number one; mail contact1@invalid',
      `contact number two; mail contact2@invalid; at – ("worker"); note "Custom1: custom, 1⏎Custom2: custom\t2⏎Custom3: custom\r3⏎Custo…", "here's some unicode text…"`,
    ],
  },
  {
    file: 'vcard/releases-comm-central-v4-uri-jpeg.vcf',
    counts: { created: 1 },
    contacts: [
      'URI JPEG, version 4.0; note "This v4.0 card has a JPEG photo as a URI and URI valuetype."; has a photo',
    ],
  },
  {
    file: 'vcard/roundcubemail-apple.vcf',
    counts: { created: 1 },
    contacts: [
      'the firm Apple Computer AG; lives work Birgistrasse 4a Wallisellen-Zürich 8304 Switzerland; web homepage http://www.apple.ch; has a photo',
    ],
  },
  {
    file: 'vcard/roundcubemail-johndoe.vcf',
    counts: { created: 1 },
    contacts: [
      'John Doë; mail work inbox@roundcube.net, home roundcube@gmail.com; tel work +123456789, mobile +987654321; at roundcube.net; lives work The street Hometown 5555 Cayman Islands; note "The notes..."',
      'the firm roundcube.net',
    ],
  },
  {
    file: 'vcard/vcard4android-allfields-vcard3.vcf',
    counts: { created: 1 },
    contacts: [
      `Ämi Display; mail home private@example.com, @work work@example.com; tel Useless +49 1234 56788, fax +1-800-MYFAX; at ABC, Inc. (Director, Research and Development); lives work 6544 Battleford Drive Raleigh NC 27613-3502 U.S.A., Monkey Tree Teststraße 22 vorne hinten Postfach 314 Mönchspfaffingen 4043 Klöster-Reich; web MyIM myIM:anonymous@example.com, work skype:echo@example.com, SIP sip:mysip@example.com, https://www.davx5.com/, blog http://www.swbyps.restaurant.french/~chezchic.html; born 1996-04-15; dates anniversary 2014-08-12, Custom Date 2021-07-29; kin colleague Ägidius, parent muuum@example.com; tags A, B'C; note "Phonetic middle name: Mittelnehm⏎Role: Programmer⏎Test: Valu…", "Second note", "This fax number is operational 0800 to 1715 EST, Mon-Fri."; has a photo`,
      'the firm ABC, Inc.',
    ],
  },
];
