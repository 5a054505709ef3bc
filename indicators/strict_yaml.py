"""YAML that says each thing once: a key that stands twice would silently take the place of the first."""

from typing import Any

import yaml
from yaml.constructor import ConstructorError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(_Base):
    """The safe loader, without second thoughts."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        """A mapping whose own keys are all different; merged ones (`<<`) may be overridden, that is their purpose."""
        seen: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                if key.value in seen:
                    raise ConstructorError(None, None, f"the key {key.value} stands twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def parse_yaml(text: str) -> Any:
    """The data of a YAML text; raises yaml.YAMLError with the place of the fault."""
    return yaml.load(text, Loader=_Strict)
