"""Random answers documents."""

from hypothesis import strategies as st

from evenkeel.catalogue.terms import LIST_ANSWERS, SINGLE_ANSWERS


def _list_of(values: tuple[object, ...]) -> st.SearchStrategy[list[object]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=len(values))


#: Documents as a reader may give them: any keys missing, any allowed values.
documents = st.fixed_dictionaries(
    {},
    optional={
        **{key: st.sampled_from(values) for key, values in SINGLE_ANSWERS.items()},
        **{key: _list_of(values) for key, values in LIST_ANSWERS.items()},
    },
)

#: Documents that the screening lets through.
unscreened = documents.map(
    lambda document: {
        key: value for key, value in document.items() if key not in ("red_flags", "pregnancy")
    }
)
