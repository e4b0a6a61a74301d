// SPDX-License-Identifier: Apache-2.0
// Checks across fields, which the rules beside a field cannot say. Each adds what is wrong with the path from the
// request. Pure, any thread.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/errors.h"

namespace jiedui::registry {

class FieldChecks {
 public:
  void Add(absl::string_view field, absl::string_view description);

  // ISO dates, each already well formed or empty: the last day is not before the first. Reported at `last_field`.
  void InOrder(absl::string_view first, absl::string_view last, absl::string_view last_field,
               absl::string_view first_name);

  // No value twice; reported at "field[i]" of the later one.
  template <typename Values>
  void NoRepetition(const Values& values, absl::string_view field) {
    for (int i = 1; i < values.size(); ++i)
      for (int j = 0; j < i; ++j)
        if (values.Get(i) == values.Get(j)) {
          AddRepetition(field, i, j);
          break;
        }
  }

  // INVALID_ARGUMENT with everything that was added; OK if nothing was.
  absl::Status ToStatus() const;

 private:
  void AddRepetition(absl::string_view field, int later, int earlier);

  std::vector<FieldViolation> violations_;
};

// "person.licences[2].valid_to"
std::string ElementPath(absl::string_view list, int index, absl::string_view field);

}  // namespace jiedui::registry
