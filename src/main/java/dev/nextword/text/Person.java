package dev.nextword.text;

/**
 * Whom a passage is about, with the forms that agree.
 *
 * @param subject pronoun: I, he, she, we, they
 * @param object pronoun: me, him, her, us, them
 * @param possessive determiner: my, his, her, our, their
 * @param number which form of a verb agrees: 0 for I, 1 for he and she, 2 for we and they
 */
record Person(String subject, String object, String possessive, int number) {
  static final Person I = new Person("I", "me", "my", 0);
  static final Person HE = new Person("he", "him", "his", 1);
  static final Person SHE = new Person("she", "her", "her", 1);
  static final Person WE = new Person("we", "us", "our", 2);
  static final Person THEY = new Person("they", "them", "their", 2);
}
