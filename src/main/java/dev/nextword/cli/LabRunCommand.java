package dev.nextword.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextword.lab.DepthSettings;
import dev.nextword.lab.Finished;
import dev.nextword.lab.LabEvent;
import dev.nextword.lab.LabJson;
import dev.nextword.lab.LabSettings;
import dev.nextword.lab.Setting;
import dev.nextword.lab.SettingException;
import dev.nextword.lab.Sign;
import dev.nextword.lab.TimeSettings;
import dev.nextword.lab.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lab depth} and {@code lab time}: the same, with the options of their settings. */
@Command(sortOptions = false)
final class LabRunCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String kind;

  @Spec private CommandSpec spec;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the gradients.")
  private @Nullable Path svg;

  @Mixin private Output output;

  private LabRunCommand(String kind) {
    this.kind = kind;
  }

  static CommandLine line(String kind) {
    CommandLine line = new CommandLine(new LabRunCommand(kind));
    CommandSpec spec = line.getCommandSpec().name(kind);
    spec.usageMessage()
        .description(
            kind.equals("depth")
                ? "Trains a feed-forward network of many layers; the gradient of each is shown."
                : "Trains a recurrent network over many steps; the gradient at each is shown.");
    for (Setting setting : settings(kind)) {
      spec.addOption(
          OptionSpec.builder(setting.option())
              .paramLabel(setting.type().name().charAt(0) == 'C' ? "NAME" : "VALUE")
              .type(String.class)
              .arity("1")
              .description(
                  setting.description()
                      + " "
                      + Character.toUpperCase(setting.range().charAt(0))
                      + setting.range().substring(1)
                      + " (default: "
                      + setting.initial()
                      + ").")
              .build());
    }
    return line;
  }

  private static List<Setting> settings(String kind) {
    return kind.equals("depth") ? DepthSettings.ALL : TimeSettings.ALL;
  }

  @Override
  public Integer call() throws IOException {
    List<LabEvent> events = new ArrayList<>();
    LabSettings asked = asked();
    asked.run(
        event -> {
          events.add(event);
          if (output.isJson()) {
            output.out().println(LabJson.line(event));
            output.out().flush();
          }
        });
    if (!output.isJson()) {
      print(events);
    }
    if (svg != null) {
      Files.writeString(svg, LabPlot.svg(events));
    }
    return 0;
  }

  private LabSettings asked() {
    ObjectNode request = JSON.createObjectNode();
    for (Setting setting : settings(kind)) {
      String value =
          spec.commandLine().getParseResult().matchedOptionValue(setting.option(), (String) null);
      if (value != null) {
        put(request, setting, value);
      }
    }
    try {
      return LabSettings.of(kind, request);
    } catch (SettingException e) {
      throw new ParameterException(
          spec.commandLine(), option(e.field()) + ": " + e.getMessage(), e);
    }
  }

  private String option(String field) {
    return settings(kind).stream()
        .filter(setting -> setting.name().equals(field))
        .map(Setting::option)
        .findFirst()
        .orElse(field);
  }

  private void put(ObjectNode request, Setting setting, String value) {
    try {
      switch (setting.type()) {
        case CHOICE -> request.put(setting.name(), value);
        case INTEGER -> request.put(setting.name(), Integer.parseInt(value));
        case NUMBER -> request.put(setting.name(), Double.parseDouble(value));
        case FLAG -> {
          if (!value.equals("true") && !value.equals("false")) {
            throw new NumberFormatException(value);
          }
          request.put(setting.name(), value.equals("true"));
        }
      }
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), setting.option() + " must be " + setting.range(), e);
    }
  }

  private void print(List<LabEvent> events) {
    output.printTable(LabPlot.table(events));
    for (LabEvent event : events) {
      if (event instanceof Trouble trouble) {
        output.out().println(trouble.message());
      } else if (event instanceof Finished finished) {
        output
            .out()
            .println(
                finished.learnedAt() == null
                    ? String.format(
                        Locale.ROOT,
                        "Not learned in %,d updates, %.1f s.",
                        finished.update(),
                        finished.millis() / 1000.0)
                    : String.format(
                        Locale.ROOT,
                        "Learned after %,d updates, %.1f s.",
                        finished.learnedAt(),
                        finished.millis() / 1000.0));
        for (Sign sign : finished.signs()) {
          output.out().println("- " + sign.text());
          sign.remedies().stream()
              .limit(3)
              .forEach(
                  remedy ->
                      output.out().println("    " + remedy.title() + " (" + remedy.paper() + ")"));
        }
      }
    }
  }
}
