package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a run tells. */
final class Log implements Watcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<LabEvent> events = new ArrayList<>();

  @Override
  public void see(LabEvent event) {
    events.add(event);
  }

  <T extends LabEvent> List<T> all(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends LabEvent> T last(Class<T> type) {
    List<T> all = all(type);
    return all.get(all.size() - 1);
  }

  /** Settings from names and values, one after the other. */
  static JsonNode json(Object... namesAndValues) {
    ObjectNode json = JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
    }
    return json;
  }

  static Log ofDepth(Object... settings) {
    Log log = new Log();
    new DepthLab(DepthSettings.of(json(settings))).run(log);
    return log;
  }

  static Log ofTime(Object... settings) {
    Log log = new Log();
    new TimeLab(TimeSettings.of(json(settings))).run(log);
    return log;
  }
}
