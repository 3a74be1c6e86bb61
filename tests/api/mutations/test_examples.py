"""The examples of mutations in the reference are done, or declined in our words."""

from graphql import GraphQLObjectType

from scripts.examples import example_of
from tests.api.mutations.office import Office
from tributary.api.graphql import catalogue


async def test_examples_of_doing_are_understood(office: Office) -> None:
    kind = catalogue().schema.type_map["Mutation"]
    assert isinstance(kind, GraphQLObjectType)
    for name, field in kind.fields.items():
        example = example_of("mutation", name, field)

        viewer = next(
            office.viewer(role, at)
            for role, at in office.people
            if role in catalogue().deeds[name].policy.roles
        )
        told = await office.ask(viewer, example.text, **example.variables)

        assert told.get("data"), (name, told)
