// Words that invented people and their history are made of.

export const GIVEN_NAMES = [
  'Ada', 'Adaeze', 'Aino', 'Akira', 'Aleksandra', 'Amara', 'Amélie', 'Anders', 'Anna', 'Antonio', 'Ayşe', 'Bartholomew', 'Beatriz', 'Björn', 'Bora',
  'Carlos', 'Chidinma', 'Chloé', 'Dagny', 'Daniel', 'Dmitri', 'Đorđe', 'Ebba', 'Eilidh', 'Elif', 'Emeka', 'Emil', 'Eszter', 'Farah', 'Fatima',
  'Felipe', 'Femi', 'Fiona', 'Francesca', 'Giulia', 'Grace', 'Hana', 'Haruka', 'Helga', 'Hugo', 'Ifeoma', 'Ingrid', 'Isabelle', 'Ivan', 'Jack',
  'James', 'Jana', 'Jean-Baptiste', 'Jens', 'João', 'Joakim', 'Johanna', 'José', 'Julia', 'Kaito', 'Kateřina', 'Katarzyna', 'Kenji', 'Kofi',
  'Kwabena', 'Laila', 'Lars', 'Léa', 'Liam', 'Linh', 'Lucía', 'Łukasz', 'Maja', 'Maren', 'Mariana', 'Marta', 'Mateus', 'Mehmet', 'Mia', 'Mikko',
  'Minh', 'Mohammed', 'Nadia', 'Nnamdi', 'Noor', 'Nora', 'Nuno', 'Olga', 'Olivia', 'Oluwaseun', 'Oscar', 'Óscar', 'Paula', 'Pelin', 'Petra', 'Pilar',
  'Priya', 'Quentin', 'Rania', 'Renée', 'Ritva', 'Rosalind', 'Rune', 'Sakura', 'Samuel', 'Sanne', 'Sara', 'Siân', 'Sigrid', 'Siobhán', 'Søren',
  'Sofia', 'Stefan', 'Sunita', 'Svetlana', 'Tariq', 'Temitope', 'Thandiwe', 'Thérèse', 'Tomás', 'Tove', 'Ursula', 'Valentina', 'Victor', 'Wanjiru',
  'Wei', 'Wiebke', 'Xiomara', 'Yara', 'Yuki', 'Yusuf', 'Zahra', 'Zeynep', 'Zofia', 'Zoë',
];

export const FAMILY_NAMES = [
  'Achterberg', 'Adeyemi', 'Almeida', 'Andersson', 'Asante', 'Aydın', 'Baker', 'Bakker', 'Banerjee', 'Bauer', 'Becker', 'Bergström', 'Bianchi',
  'Boateng', 'Bennett', 'Breen', 'Carvalho', 'Castro', 'Chukwu', 'Clarke', 'Cohen', 'Costa', 'Davies', 'Demir', 'Diaz', 'Doherty', 'Dubois',
  'Duarte', 'Edwards', 'Eze', 'Fernández', 'Ferrari', 'Fischer', 'Fournier', 'Fraser', 'García', 'Georgiou', 'Gonçalves', 'Gruber', 'Gupta',
  'Haddad', 'Hansen', 'Hartmann', 'Holt', 'Horváth', 'Hoffmann', 'Hughes', 'Ibrahim', 'Iversen', 'Ivanova', 'Jansen', 'Jensen', 'Johansson', 'Jones',
  'Kaya', 'Keller', 'Khan', 'Kim', 'Kovács', 'Kowalska', 'Kraus', 'Krüger', 'Lambert', 'Larsen', 'Lefèvre', 'Lindqvist', 'Lopes', 'Łuczak',
  'MacDonald', 'Martin', 'Martínez', 'Mazur', 'Mensah', 'Meyer', 'Moreau', 'Müller', 'Murphy', 'Nakamura', 'Nguyen', 'Nielsen', 'Nowak', 'Nwosu',
  'Okafor', 'Okonkwo', 'Olsen', 'Øystein', 'Papadopoulos', 'Patel', 'Pereira', 'Petrov', 'Pham', 'Popescu', 'Quinn', 'Raghunathan', 'Rahman',
  'Ramos', 'Reyes', 'Ricci', 'Rossi', 'Ruiz', 'Sato', 'Schäfer', 'Schmidt', 'Schröder', 'Silva', 'Singh', 'Šimić', 'Smith', 'Solbakken', 'Suzuki',
  'Svensson', 'Tanaka', 'Taylor', 'Thompson', 'Tran', 'Türk', 'Ueda', 'Ulrich', 'Vargas', 'Vasquez', 'Virtanen', 'Vogel', 'Walker', 'Wang', 'Weber',
  'Wójcik', 'Wright', 'Yamamoto', 'Yılmaz', 'Young', 'Zawadzka', 'Zhang', 'Zimmermann', 'Öztürk',
];

export const LINES_OF_BUSINESS = [
  'Gardens', 'Joinery', 'Architects', 'Bakery', 'Physiotherapy', 'Dental', 'Ceramics', 'Cycles', 'Landscapes', 'Timber', 'Consulting', 'Studio',
  'Vineyards', 'Nursery', 'Marine', 'Hotel', 'Law', 'Accounting', 'Interiors', 'Electrical',
];

export const SENTENCES = [
  'Larch is fine for the boathouse.', 'She wants the decking to run on to the sauna door.',
  'Will confirm the balustrade height after the committee meets.', 'Asked for a second quote with untreated timber.',
  'The invoice went to the old address, sent it again.', 'Prefers Thursday mornings, ask for reception.',
  'No answer, left a message with a colleague.', 'Sent the samples by post.', 'He liked the photographs of the terrace.',
  'Delivery moved to the week after next.', 'They compare us with two others.', 'The budget is fixed until spring.',
  'Measured the fall of the ground, about two per cent.', 'Needs a ramp for the side entrance.', 'Agreed to start with the long border.',
  'Recommended us to a neighbour.', 'The gate latch sticks in wet weather.', 'Wants everything in writing.', 'Discussed maintenance twice a year.',
  'Paid the deposit today.', 'Asks whether the stone is local.', 'The architect will call back.', 'Waiting for the permit from the town.',
  'Very happy with the work so far.', 'Complained about the noise on Saturday.', 'Birthday next month, send a card.',
  'New manager from the first of the month.', 'The crane can come on Tuesday only.', 'Sent the contract for signature.',
  'Counter-offer is five per cent lower.', 'They close for the summer in July.', 'Wants to see the workshop.',
];

export const PURPOSES = [
  'Agree the height of the balustrade', 'Send the second quote', 'Ask for the deposit', 'Confirm the delivery', 'Measure the terrace',
  'Send the photographs', 'Ask whether the permit has come', 'Talk about maintenance', 'Send the contract', 'Choose the stone', 'Show the workshop',
  'Thank for the recommendation', 'Fix a date for the crane', 'Ask how the gate holds', 'Send samples', 'Settle the last invoice',
];

export const STREETS = [
  'Hauptstraße', 'High Street', 'Rue de la Paix', 'Husviksvägen', 'Calle Mayor', 'Kerkstraat', 'Via Roma', 'Station Road', 'Lindenallee',
  'Rua Augusta', 'Ulica Długa', 'Storgata',
];

export const TAG_NAMES = [
  'customer', 'prospect', 'supplier', 'trade', 'garden', 'newsletter', 'vip', 'partner', 'architect', 'wholesale', 'press', 'neighbour', 'investor',
  'alumni', 'event 2024', 'event 2025', 'hotel', 'restaurant', 'public sector', 'school', 'church', 'club', 'subcontractor', 'carrier', 'insurance',
  'bank', 'dormant', 'archived', 'referral', 'spring', 'autumn', 'export', 'wood', 'stone', 'water', 'lighting', 'roof', 'repair', 'warranty',
  'reseller', 'consultant', 'family', 'friend', 'student', 'volunteer', 'donor', 'board', 'committee', 'tenant', 'landlord', 'local', 'abroad',
  'premium', 'trial', 'complaint', 'slow payer', 'early bird', 'christmas card', 'do not post', 'rare',
];

export const TOWNS = [
  { city: 'Göteborg', country: 'Sweden', phone: '+4631' },
  { city: 'Bath', country: 'United Kingdom', phone: '+441225' },
  { city: 'Berlin', country: 'Germany', phone: '+4930' },
  { city: 'Lyon', country: 'France', phone: '+334' },
  { city: 'Porto', country: 'Portugal', phone: '+35122' },
  { city: 'Łódź', country: 'Poland', phone: '+4842' },
  { city: 'Accra', country: 'Ghana', phone: '+23330' },
  { city: 'Milano', country: 'Italy', phone: '+3902' },
  { city: 'Utrecht', country: 'Netherlands', phone: '+3130' },
  { city: 'Bergen', country: 'Norway', phone: '+47' },
  { city: 'Sevilla', country: 'Spain', phone: '+3495' },
  { city: 'İzmir', country: 'Türkiye', phone: '+90232' },
];
