package dev.nextword.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One run of the program inside the test's process. */
record Command(int exit, String out, String err) {
  static Command run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
    return new Command(exit, out.toString(), err.toString());
  }

  /** A run that reads this text from stdin. */
  static Command runWithInput(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }
}
