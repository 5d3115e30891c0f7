package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something that a lab run tells; see {@code lab-api.md} for the order and an example of each.
 * Arrays are by layer, or by time step, the first one first. Numbers that are not finite are
 * written as null.
 */
public sealed interface LabEvent
    permits DepthNetwork, TimeNetwork, Pretrained, DepthStep, TimeStep, Trouble, Finished {
  /** Its name in the stream. */
  @JsonProperty(index = 0)
  String event();
}
