package dev.nextword.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusConversionTest {
  @TempDir private Path folder;

  private String convert(CorpusConversion conversion, byte[] download) throws IOException {
    Path file = Files.write(folder.resolve("download"), download);
    StringWriter text = new StringWriter();
    conversion.convert(file, text);
    return text.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void gutenbergsNoticeAndLicenceAreLeftOut() throws Exception {
    String book =
        """
        \uFEFFThe Project Gutenberg eBook of Nothing\r
        \r
        This ebook is for the use of anyone.\r
        *** START OF THE PROJECT GUTENBERG EBOOK NOTHING ***\r
        \r
        CHAPTER I\r
        \r
        It was a quiet day.\r
        *** END OF THE PROJECT GUTENBERG EBOOK NOTHING ***\r
        Full licence here.\r
        """;
    assertEquals(
        "\nCHAPTER I\n\nIt was a quiet day.\n",
        convert(CorpusConversion.GUTENBERG_BOOK, utf8(book)));
  }

  @Test
  void aBookWithoutAnEndIsRefused() {
    String book = "*** START OF THIS PROJECT GUTENBERG EBOOK NOTHING ***\nIt was a quiet\n";
    CorpusException error =
        assertThrows(
            CorpusException.class, () -> convert(CorpusConversion.GUTENBERG_BOOK, utf8(book)));
    assertTrue(error.getMessage().contains("*** END OF"), error.getMessage());
  }

  @Test
  void dialoguesAreReadOutOfTheZip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("sgd-master/train/dialogues_001.json"));
      zip.write(
          utf8(
              """
              [{"turns": [{"speaker": "USER", "utterance": "Is it\\nopen?", "frames": []},
                          {"speaker": "SYSTEM", "utterance": "Yes, it is."}]},
               {"turns": [{"speaker": "USER", "utterance": "Thanks."}]}]
              """));
      zip.putNextEntry(new ZipEntry("sgd-master/train/schema.json"));
      zip.write(utf8("[]"));
    }
    assertEquals(
        "U: Is it open?\nS: Yes, it is.\n\nU: Thanks.\n\n",
        convert(CorpusConversion.SCHEMA_GUIDED_DIALOGUES, bytes.toByteArray()));
  }

  @Test
  void tatoebaSentencesAreReadOutOfTheTable() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream packed = new BZip2CompressorOutputStream(bytes)) {
      packed.write(utf8("7\teng\tIt was late.\n9\teng\tWas it?\n"));
    }
    assertEquals(
        "It was late.\nWas it?\n",
        convert(CorpusConversion.TATOEBA_SENTENCES, bytes.toByteArray()));
  }
}
