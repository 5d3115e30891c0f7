package dev.nextword.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Several corpora, one after the other.
 *
 * <p>Not by {@link Stream#flatMap}: read through an iterator, that holds a whole part in memory.
 */
final class MixedCorpus implements Corpus {
  private final String name;
  private final List<Corpus> parts;

  MixedCorpus(String name, List<Corpus> parts) {
    this.name = name;
    this.parts = List.copyOf(parts);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Stream<Document> documents() {
    return read(Corpus::documents);
  }

  /** Each part of the mixture is split on its own, so that it is as it would be alone. */
  @Override
  public Stream<Document> documents(Split split) {
    return read(corpus -> corpus.documents(split));
  }

  private Stream<Document> read(Function<Corpus, Stream<Document>> documents) {
    Reading reading = new Reading(documents);
    return StreamSupport.stream(reading, false).onClose(reading::close);
  }

  /** One pass over the parts; at most one of them is open. */
  private final class Reading extends AbstractSpliterator<Document> {
    private final Deque<Corpus> left = new ArrayDeque<>(parts);
    private final Function<Corpus, Stream<Document>> wanted;
    private @Nullable Stream<Document> open;
    private @Nullable Spliterator<Document> documents;

    Reading(Function<Corpus, Stream<Document>> wanted) {
      super(Long.MAX_VALUE, ORDERED | NONNULL | IMMUTABLE);
      this.wanted = wanted;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
      while (documents == null || !documents.tryAdvance(action)) {
        close();
        Corpus next = left.poll();
        if (next == null) {
          return false;
        }
        Stream<Document> opened = wanted.apply(next);
        open = opened;
        documents = opened.spliterator();
      }
      return true;
    }

    void close() {
      if (open != null) {
        open.close();
        open = null;
        documents = null;
      }
    }
  }
}
