  route('1XXX') { dial "sip:${number}@office.example" }
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this call comes back to its own route: an endless loop
