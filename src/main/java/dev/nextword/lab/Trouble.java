package dev.nextword.lab;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The first number of a run that is not finite.
 *
 * @param update how many updates had been made
 * @param layer from 1, or the time step; null for the loss
 * @param where {@code activation}, {@code gradient}, {@code weight} or {@code loss}
 * @param value {@code NaN} or {@code Infinity}
 * @param message what happened, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trouble(
    int update, @Nullable Integer layer, String where, String value, String message)
    implements LabEvent {
  @Override
  public String event() {
    return "trouble";
  }
}
