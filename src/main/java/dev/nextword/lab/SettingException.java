package dev.nextword.lab;

/** A setting of a lab run that cannot be had. The message says what can, and may be shown. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String field;

  SettingException(String code, String field, String message) {
    super(message);
    this.code = code;
    this.field = field;
  }

  /**
   * For programs: {@code unknown_field}, {@code wrong_type}, {@code bad_value}, {@code too_large}.
   */
  public String code() {
    return code;
  }

  /** The setting's name. */
  public String field() {
    return field;
  }
}
