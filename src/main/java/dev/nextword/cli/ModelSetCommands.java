package dev.nextword.cli;

import dev.nextword.model.ModelSets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verbs of {@code models} that are about whole sets: which there are, and which serves. */
final class ModelSetCommands {
  private ModelSetCommands() {}

  /** What all of them need. */
  private abstract static class OfSets implements Callable<Integer> {
    @Mixin private ModelsFolder models;
    @Mixin private DataFolder data;

    ModelSets sets() {
      return data.sets(models.store());
    }
  }

  @Command(
      name = "sets",
      description = "The sets of models: the shipped one and yours; which one the page uses.")
  static final class ListSets extends OfSets {
    @Mixin private Output output;

    @Override
    public Integer call() {
      ModelSets sets = sets();
      String active = sets.active();
      if (output.isJson()) {
        List<Object> all = new ArrayList<>();
        for (String name : sets.names()) {
          all.add(
              Map.of(
                  "name", name, "active", name.equals(active), "models", sets.store(name).names()));
        }
        output.printJson(all);
        return 0;
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("set", "used", "models"));
      for (String name : sets.names()) {
        rows.add(
            List.of(
                name,
                name.equals(active) ? "yes" : "",
                String.join(", ", sets.store(name).names())));
      }
      output.printTable(rows);
      return 0;
    }
  }

  @Command(
      name = "use",
      description = "Which set the page uses from its next start on (a running one: on the page).")
  static final class Use extends OfSets {
    @Parameters(paramLabel = "SET", description = "The set; shipped for the one that came with it.")
    private String name;

    @Override
    public Integer call() throws IOException {
      sets().activate(name);
      return 0;
    }
  }

  @Command(name = "rename", description = "Gives a set of yours another name.")
  static final class Rename extends OfSets {
    @Parameters(index = "0", paramLabel = "SET", description = "The set.")
    private String name;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.")
    private String other;

    @Override
    public Integer call() throws IOException {
      sets().rename(name, other);
      return 0;
    }
  }

  @Command(name = "delete", description = "Deletes a set of yours; not the one in use.")
  static final class Delete extends OfSets {
    @Parameters(paramLabel = "SET", description = "The set.")
    private String name;

    @Override
    public Integer call() throws IOException {
      sets().delete(name);
      return 0;
    }
  }

  @Command(
      name = "export",
      description = "Writes a set as a zip file: unpacked into a folder, serve --models takes it.")
  static final class Export extends OfSets {
    @Parameters(index = "0", paramLabel = "SET", description = "The set.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE", description = "The zip file to write.")
    private Path file;

    @Override
    public Integer call() throws IOException {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      try (OutputStream out = Files.newOutputStream(fresh)) {
        sets().export(name, out);
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      return 0;
    }
  }
}
