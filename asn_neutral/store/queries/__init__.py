"""One file per question asked of the register: plain SQL, named parameters, rows out."""
