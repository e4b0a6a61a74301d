// SPDX-License-Identifier: Apache-2.0
// The project's only two macros: leave a function with the error of a call. They exist because a Status that is not
// handed on is the commonest bug of Status-based code, and because the error path should not hide the story.
#pragma once

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define JIEDUI_CONCAT_INNER(a, b) a##b
#define JIEDUI_CONCAT(a, b) JIEDUI_CONCAT_INNER(a, b)

#define RETURN_IF_ERROR(expression)                                                              \
  do {                                                                                           \
    if (absl::Status status_of_call = (expression); !status_of_call.ok()) return status_of_call; \
  } while (false)

#define ASSIGN_OR_RETURN(declaration, expression) \
  ASSIGN_OR_RETURN_IMPL(JIEDUI_CONCAT(result_of_call_, __LINE__), declaration, expression)

// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses
#define ASSIGN_OR_RETURN_IMPL(result, declaration, expression) \
  auto result = (expression);                                  \
  if (!result.ok()) return std::move(result).status();         \
  declaration = *std::move(result)
// NOLINTEND(bugprone-macro-parentheses): see above
