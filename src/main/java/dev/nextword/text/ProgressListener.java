package dev.nextword.text;

/** Told how a download goes on, at least every 64 KiB. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * @param file what is being downloaded
   * @param bytes how much is there, a resumed beginning included
   * @param total how much it will be; -1 when the server does not say
   */
  void progressed(String file, long bytes, long total);
}
