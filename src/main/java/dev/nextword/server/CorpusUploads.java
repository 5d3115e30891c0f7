package dev.nextword.server;

import static dev.nextword.server.ApiException.badRequest;

import dev.nextword.text.CorpusException;
import dev.nextword.text.OwnCorpora;
import dev.nextword.text.TooMuchTextException;
import dev.nextword.text.Upload;
import dev.nextword.training.CorpusReport;
import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Receives a text: pasted, as {@code text/plain} with its name in the query; or files, as {@code
 * multipart/form-data} with a field {@code name}. Files go to the disk as they arrive.
 */
final class CorpusUploads {
  /** Where Jetty looks for the limits of a multipart body. */
  private static final String LIMITS = "org.eclipse.jetty.multipartConfig";

  private static final int IN_MEMORY = 1 << 16;
  private static final int MOST_FORM_BYTES = 1 << 16;

  private CorpusUploads() {}

  static CorpusReport receive(Context ctx, OwnCorpora corpora) throws IOException {
    String type = Requests.contentType(ctx);
    try {
      return switch (Requests.mediaType(type)) {
        case "text/plain" -> plain(ctx, corpora, type);
        case "multipart/form-data" -> multipart(ctx, corpora);
        default ->
            throw new ApiException(
                415,
                "unsupported_media_type",
                "Send text/plain in UTF-8, or multipart/form-data with .txt, .txt.gz or .zip files.",
                null);
      };
    } catch (TooMuchTextException e) {
      throw new ApiException(413, "too_large", message(e), null);
    } catch (CorpusException e) {
      throw new ApiException(422, "unusable_text", message(e), null);
    }
  }

  private static String message(CorpusException e) {
    return e.getMessage() + "."; // may begin with the name of a file
  }

  private static CorpusReport plain(Context ctx, OwnCorpora corpora, String type)
      throws IOException {
    if (type.toLowerCase(Locale.ROOT).contains("charset")
        && !type.toLowerCase(Locale.ROOT).contains("utf-8")) {
      throw new ApiException(415, "unsupported_media_type", "Send the text in UTF-8.", null);
    }
    String name = ctx.queryParam("name");
    if (name == null) {
      throw badRequest("missing", "Give the text a name: ?name=my-mails.", "name");
    }
    requireFree(corpora, name);
    try (Upload upload = corpora.upload(name);
        InputStream body = ctx.bodyInputStream()) {
      upload.add("pasted.txt", body);
      return commit(name, upload);
    }
  }

  private static CorpusReport multipart(Context ctx, OwnCorpora corpora) throws IOException {
    long most = corpora.limits().bytes();
    Path scratch = Files.createTempDirectory("nextword-upload");
    try {
      ctx.req()
          .setAttribute(
              LIMITS,
              new MultipartConfigElement(
                  scratch.toString(), most, most + MOST_FORM_BYTES, IN_MEMORY));
      Collection<Part> parts = parts(ctx);
      try {
        return files(parts, corpora);
      } finally {
        for (Part part : parts) {
          part.delete();
        }
      }
    } finally {
      delete(scratch);
    }
  }

  private static Collection<Part> parts(Context ctx) throws IOException {
    try {
      return ctx.req().getParts();
    } catch (ServletException | IllegalStateException | IllegalArgumentException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("max") || said.contains("exceed") || said.contains("too large")) {
          throw new ApiException(
              413, "too_large", "The files together are larger than allowed. Send less.", null);
        }
      }
      throw badRequest("bad_multipart", "The body is not well-formed multipart/form-data.", null);
    }
  }

  private static CorpusReport files(Collection<Part> parts, OwnCorpora corpora) throws IOException {
    List<Part> files = new ArrayList<>();
    String name = null;
    for (Part part : parts) {
      if (part.getSubmittedFileName() != null) {
        files.add(part);
      } else if (part.getName().equals("name")) {
        if (part.getSize() > 256) {
          throw badRequest("bad_value", "The name is too long.", "name");
        }
        try (InputStream in = part.getInputStream()) {
          name = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
      }
    }
    if (files.isEmpty()) {
      throw badRequest("missing", "There is no file in the form.", "file");
    }
    if (name == null || name.isEmpty()) {
      name = free(corpora, OwnCorpora.nameOf(files.get(0).getSubmittedFileName()));
    }
    requireFree(corpora, name);
    try (Upload upload = corpora.upload(name)) {
      for (Part part : files) {
        try (InputStream in = part.getInputStream()) {
          upload.add(part.getSubmittedFileName(), in);
        }
      }
      return commit(name, upload);
    }
  }

  private static CorpusReport commit(String name, Upload upload) throws IOException {
    CorpusReport report = CorpusReport.of(name, upload);
    upload.commit(report.json());
    return report;
  }

  /** The name itself, or with a number behind it. */
  private static String free(OwnCorpora corpora, String name) {
    Set<String> taken = corpora.names().stream().collect(Collectors.toSet());
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static void requireFree(OwnCorpora corpora, String name) {
    try {
      OwnCorpora.requireName(name);
    } catch (CorpusException e) {
      throw badRequest("bad_value", message(e), "name");
    }
    if (corpora.exists(name)) {
      throw new ApiException(
          409, "name_taken", "A text has this name already. Delete it or choose another.", "name");
    }
  }

  private static void delete(Path scratch) throws IOException {
    try (var files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(scratch);
  }
}
