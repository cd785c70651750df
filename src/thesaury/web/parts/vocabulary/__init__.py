"""What pages and programs do with vocabularies alike: uploads that wait for a word, versions, differences, and what is worth a look."""
