package dev.nextword.prediction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.nextword.tokens.Folding;
import dev.nextword.tokens.Sentence;
import dev.nextword.tokens.Token;
import dev.nextword.tokens.Tokenizer;
import dev.nextword.tokens.Truecaser;
import dev.nextword.vocabulary.TextEncoder;
import dev.nextword.vocabulary.Typed;
import dev.nextword.vocabulary.Unknown;
import dev.nextword.vocabulary.Vocabulary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts that are being typed, and their beginnings only once.
 *
 * <p>{@link TextEncoder#typed} reads a whole text. Here, the sentences well before the caret are
 * settled: in blocks of {@value #BLOCK} characters their ids are kept, so that a key costs about
 * the same however long the text is. A text is settled up to the end of a sentence with no quote
 * open: what stands before that does not depend on what follows. Columns with one encoder share
 * what has been read.
 */
final class TypedTexts {
  /** Characters before the caret that are always read anew. */
  private static final int FRESH = 60;

  private static final int BLOCK = 120;

  /**
   * Anything longer without an end is cut all the same: it is no sentence, or its quote no quote.
   */
  private static final int LONGEST = 4_000;

  /** One for each encoder, as long as a column uses it: it holds its key, so it is held weakly. */
  private static final Cache<TextEncoder, TypedTexts> ALL =
      Caffeine.newBuilder().weakKeys().weakValues().build();

  /**
   * The beginning of a text.
   *
   * @param before what was settled before this part; null only for {@link #NOTHING}
   * @param ids of this part, {@code <eos>} of its sentences included
   * @param unknown words of this part
   * @param end where in the text it ends
   */
  private record Settled(@Nullable Settled before, int[] ids, List<Unknown> unknown, int end) {
    static final Settled NOTHING =
        new Settled(null, new int[] {Vocabulary.END_OF_SENTENCE}, List.of(), 0);
  }

  /**
   * A text that was read.
   *
   * @param own the words that the vocabulary lacks
   */
  record Read(Typed typed, OwnWords own) {
    /** Approximate size on the heap, without the own words: other texts share them. */
    int bytes() {
      return 1_000 + 4 * typed.context().length + 32 * typed.unknown().size();
    }
  }

  private final TextEncoder encoder;
  private final Tokenizer tokenizer = new Tokenizer();
  private final Cache<PrefixKey, Settled> settled =
      Caffeine.newBuilder().maximumSize(8_000).build(); // about 300 bytes each
  private final Cache<PrefixKey, Read> latest =
      Caffeine.newBuilder()
          .maximumWeight(2 << 20)
          .weigher((PrefixKey key, Read read) -> read.bytes())
          .build();

  /**
   * What own words come from: the text up to the last of them, and which words behind the settled
   * beginning they are. Most keys leave that as it is.
   */
  private record OwnKey(PrefixKey text, List<Unknown> fresh) {}

  private final Cache<OwnKey, OwnWords> own =
      Caffeine.newBuilder()
          .maximumWeight(2 << 20)
          .weigher((OwnKey key, OwnWords words) -> 200 + 40 * key.fresh().size() + words.bytes())
          .build();

  /**
   * Columns that are asked at once are given one string: it is looked through once for all of them.
   * Weak keys are compared by identity, and what is not in use any more is forgotten.
   */
  private final Cache<String, Read> inUse =
      Caffeine.newBuilder().weakKeys().maximumSize(256).build();

  private TypedTexts(TextEncoder encoder) {
    this.encoder = encoder;
  }

  /** The one that belongs to this encoder. */
  static TypedTexts of(TextEncoder encoder) {
    return ALL.get(encoder, TypedTexts::new);
  }

  /** As {@link TextEncoder#typed}, of as much of the text as {@link Clip} leaves. */
  Read read(String text) {
    return inUse.get(text, whole -> lookUp(Clip.clip(whole)));
  }

  private Read lookUp(String text) {
    PrefixKey key = PrefixKey.EMPTY;
    Settled known = Settled.NOTHING;
    int at = 0;
    for (int end = BLOCK; end + FRESH <= text.length(); end += BLOCK) {
      key = key.then(text, at, end);
      at = end;
      Settled before = known;
      int until = end;
      known = settled.get(key, missing -> settle(text, before, until));
    }
    Settled beginning = known;
    PrefixKey blocks = key;
    int blocksEnd = at;
    return latest.get(
        key.then(text, at, text.length()),
        missing -> {
          Typed typed = read(text, beginning);
          List<Unknown> unknown = typed.unknown();
          int lastEnd = unknown.isEmpty() ? 0 : unknown.get(unknown.size() - 1).end();
          PrefixKey prefix = blocks.then(text, blocksEnd, Math.max(blocksEnd, lastEnd));
          List<Unknown> fresh =
              unknown.stream().filter(word -> word.start() >= beginning.end()).toList();
          OwnWords words = own.get(new OwnKey(prefix, fresh), absent -> OwnWords.of(text, unknown));
          return new Read(typed, words);
        });
  }

  private Typed read(String text, Settled beginning) {
    if (beginning == Settled.NOTHING) {
      return encoder.typed(text);
    }
    Typed rest = encoder.typed(text.substring(beginning.end()));
    int fresh = rest.context().length - 1; // without its <eos> at the beginning
    int length = fresh;
    for (Settled part = beginning; part != null; part = part.before()) {
      length += part.ids().length;
    }
    int[] context = new int[length];
    int at = length - fresh;
    System.arraycopy(rest.context(), 1, context, at, fresh);
    for (Settled part = beginning; part != null; part = part.before()) {
      at -= part.ids().length;
      System.arraycopy(part.ids(), 0, context, at, part.ids().length);
    }
    return new Typed(context, rest.readings(), unknown(rest, beginning));
  }

  /** The last unknown words of a text. */
  private static List<Unknown> unknown(Typed rest, Settled beginning) {
    Deque<Unknown> words = new ArrayDeque<>();
    rest.unknown().forEach(word -> words.add(word.behind(beginning.end())));
    Settled part = beginning;
    while (part != null && words.size() < OwnWords.REMEMBERED) {
      for (int i = part.unknown().size() - 1; i >= 0; i--) {
        words.addFirst(part.unknown().get(i));
      }
      part = part.before();
    }
    return List.copyOf(words);
  }

  /** Settles what can be settled of {@code text} up to {@code end}. */
  private Settled settle(String text, Settled before, int end) {
    int start = before.end();
    String part = text.substring(start, end);
    boolean tooLong = part.length() >= LONGEST;
    List<Sentence> sentences = tokenizer.sentences(part);
    boolean open = false;
    int last = 0; // sentences that are settled; never the last one, which may go on
    for (int i = 0; i + 1 < sentences.size(); i++) {
      for (Token token : sentences.get(i).tokens()) {
        open = token.text().equals("``") || (open && !token.text().equals("''"));
      }
      int next = start(sentences.get(i + 1));
      open &= part.lastIndexOf('\n', next) < endOf(sentences.get(i)); // quotes end with their line
      if (!open || tooLong) {
        last = i + 1;
      }
    }
    if (last > 0) {
      return settled(before, sentences.subList(0, last), true, start + start(sentences.get(last)));
    }
    if (!tooLong) {
      return before;
    }
    int cut = part.length();
    while (cut > 0 && !Folding.isSpace(part.charAt(cut - 1))) {
      cut--;
    }
    cut = cut == 0 ? part.length() : cut;
    // The sentence goes on behind the cut.
    return settled(before, tokenizer.sentences(part.substring(0, cut)), false, start + cut);
  }

  /**
   * @param ended whether the last sentence is over
   */
  private Settled settled(Settled before, List<Sentence> sentences, boolean ended, int end) {
    int[] ids = new int[sentences.stream().mapToInt(s -> s.tokens().size() + 1).sum()];
    List<Unknown> unknown = new ArrayList<>();
    int at = 0;
    for (Sentence sentence : sentences) {
      List<Token> tokens = sentence.tokens();
      int first = Truecaser.firstWord(tokens);
      for (int i = 0; i < tokens.size(); i++) {
        Token token = tokens.get(i);
        int id = encoder.id(token.text(), i == first);
        if (id == Vocabulary.UNKNOWN && Unknown.isWholeWord(tokens, i)) {
          int previous = at == 0 ? Vocabulary.END_OF_SENTENCE : ids[at - 1];
          Unknown word = new Unknown(token.start(), token.end(), previous, i == first);
          unknown.add(word.behind(before.end()));
        }
        ids[at++] = id;
      }
      ids[at++] = Vocabulary.END_OF_SENTENCE;
    }
    int length = ended ? ids.length : Math.max(0, ids.length - 1);
    return new Settled(before, Arrays.copyOf(ids, length), List.copyOf(unknown), end);
  }

  private static int start(Sentence sentence) {
    return sentence.tokens().get(0).start();
  }

  private static int endOf(Sentence sentence) {
    return sentence.tokens().get(sentence.tokens().size() - 1).end();
  }
}
