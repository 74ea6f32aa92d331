package io.tidebank.collect;

import io.tidebank.sql.Answer;
import java.util.List;

/**
 * The first rows of some files as touches, before anything is written.
 *
 * @param mapping name of the preset or mapping; {@code proposed} if it was made up from columns and data
 * @param yaml the mapping's text: the start for one of one's own
 * @param touches the first touches, at most as many as were asked for
 * @param faults rows among the first that would be put aside: file, line, column, reason
 * @param remarks what somebody should look at before files are imported so
 */
public record Preview(String mapping, String yaml, Answer touches, Answer faults, List<String> remarks) {}
