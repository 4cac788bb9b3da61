  route('500') { dial 'sip:600@office.example' }
//               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this call comes back to its own route by way of line 3: an endless loop
  route('600') { answer(); dial 'sip:500@office.example', timeout: 5.seconds }
