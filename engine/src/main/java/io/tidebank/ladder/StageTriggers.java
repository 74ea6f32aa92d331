package io.tidebank.ladder;

import io.tidebank.ladder.LadderProgram.Term;

/**
 * Which stages a touch of a kind may lift somebody to: those with a clause that reads a memory the kind feeds or a state
 * it begins, and those with a clause that asks for such a stage. On no other stage can a clause begin to hold.
 */
final class StageTriggers {

    private final LadderProgram program;
    private final int[] byKind;

    StageTriggers(LadderProgram program, int kinds) {
        this.program = program;
        this.byKind = new int[kinds];
        for (int kind = 0; kind < kinds; kind++) {
            byKind[kind] = raised(kind);
        }
    }

    int[] byKind() {
        return byKind;
    }

    private int raised(int kind) {
        int raised = 0;
        int before;
        do {
            before = raised;
            for (int stage = 1; stage <= program.stageCount(); stage++) {
                for (Term term : program.terms(stage)) {
                    raised |= begins(term, kind, raised) ? 1 << stage : 0;
                }
            }
        } while (raised != before);
        return raised;
    }

    private boolean begins(Term term, int kind, int raised) {
        boolean state = (program.flagsBegun()[kind] & term.flag()) != 0;
        boolean feeds = term.memory() >= 0 && (program.memoriesByKind()[kind] >>> term.memory() & 1) != 0;
        return state || feeds || (term.standingOn() != 0 && (raised >>> term.standingOn() & 1) != 0);
    }
}
