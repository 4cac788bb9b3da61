// Dial 4000. By day the reception rings, at night whoever is on duty; on holidays it is night all day.
def open = during('Mon-Fri 08:00-18:00 Europe/Berlin').except('12-25', '12-26', '01-01')

route('4000', when: open) { dial user('1002'), timeout: 20.seconds }
route('4000') { dial trunk('carrier').to('+491709876543'), timeout: 40.seconds }
