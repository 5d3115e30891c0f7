package dev.nextword.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that a hostile client would give as texts. */
final class HostileFiles {
  static final String FORM = "multipart/form-data; boundary=xx";

  /** What may stand in a text and is none, or is one that costs much. */
  static final List<String> TEXTS =
      List.of(
          "",
          "\ufeff",
          "\u0000",
          "a\u0000b",
          "\n".repeat(20_000),
          " ".repeat(100_000),
          "x".repeat(150_000),
          "1,000,000 words; " + "w".repeat(1_000_000),
          "\"".repeat(20_000),
          "(".repeat(20_000),
          "a-".repeat(20_000),
          "a.b@".repeat(5_000),
          "'t ".repeat(5_000),
          "\u202e\u05e9\u05dc\u05d5\u05dd ".repeat(1_000),
          "\u0645\u0631\u062d\u0628\u0627 ".repeat(1_000),
          "e" + "\u0301".repeat(10_000),
          "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 ".repeat(1_000),
          "<unk> <eos> <num> ".repeat(1_000),
          "U: \nS: \n\n".repeat(1_000),
          "a\u2028b\u2029c\u0085d\u000b\f\r",
          "word ".repeat(10_000));

  /** Names of files, without their end. */
  static final List<String> NAMES =
      List.of(
          "../../x",
          "..\\..\\x",
          "/etc/x",
          "C:\\x",
          "..",
          "a/../../x",
          "x\u0000y",
          "x\u0001\u001by",
          "\u202etxt.x",
          "\u05e9\u05dc\u05d5\u05dd",
          "con",
          "x".repeat(5_000),
          "%2e%2e%2fx",
          "$(x)`x`;x|x",
          "x y");

  private HostileFiles() {}

  /** A browser's form with one file. */
  static byte[] form(String file, byte[] content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file + "\"\r\n\r\n";
    body.write(head.getBytes(StandardCharsets.UTF_8));
    body.write(content);
    body.write("\r\n--xx--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry(name));
      out.write(content);
      out.closeEntry();
    }
    return packed.toByteArray();
  }

  /** So many files of one word. */
  static byte[] many(int files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      for (int i = 0; i < files; i++) {
        out.putNextEntry(new ZipEntry(i + ".txt"));
        out.write("word".getBytes(StandardCharsets.UTF_8));
      }
    }
    return packed.toByteArray();
  }

  /** A symbolic link, as Unix programs pack one: the mode says so, the content is the target. */
  static byte[] link(String name, String target) throws IOException {
    byte[] packed = zip(name, ("See the garden at " + target).getBytes(StandardCharsets.UTF_8));
    int directory = new String(packed, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    packed[directory + 5] = 3; // made on Unix
    int mode = 0120777;
    packed[directory + 40] = (byte) mode;
    packed[directory + 41] = (byte) (mode >> 8);
    return packed;
  }
}
