// SPDX-License-Identifier: Apache-2.0
// A resource that a request points at.
#pragma once

#include <string>

namespace jiedui::registry {

struct ResourceRef {
  std::string name;
  std::string etag;  // that the client has read; empty = whatever is there
};

}  // namespace jiedui::registry
