package dev.nextword.lab;

import com.fasterxml.jackson.databind.JsonNode;

/** What a lab run is asked for. */
public sealed interface LabSettings permits DepthSettings, TimeSettings {
  /**
   * @param kind {@code depth} or {@code time}
   * @throws SettingException if one of them cannot be had
   */
  static LabSettings of(String kind, JsonNode request) {
    return switch (kind) {
      case "depth" -> DepthSettings.of(request);
      case "time" -> TimeSettings.of(request);
      default -> throw new IllegalArgumentException("there is no lab of this kind: " + kind);
    };
  }

  /** {@code depth} or {@code time}. */
  default String kind() {
    return this instanceof DepthSettings ? "depth" : "time";
  }

  /** Trains, and tells the watcher; returns when the run has ended or the watcher is tired. */
  default void run(Watcher watcher) {
    if (this instanceof DepthSettings depth) {
      new DepthLab(depth).run(watcher);
    } else if (this instanceof TimeSettings time) {
      new TimeLab(time).run(watcher);
    }
  }
}
