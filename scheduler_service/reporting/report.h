// SPDX-License-Identifier: Apache-2.0
// Counts the people lines of a pairing from its rows. Counts go by the recorded civil days, inclusive at both ends,
// never by when something was entered: so the same rows give the same figures, and what is closed later still counts as
// begun. Pure, one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "common/base/civil_date.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/scheduler/v1/assignment.pb.h"
#include "jiedui/scheduler/v1/course.pb.h"
#include "jiedui/scheduler/v1/pairing.pb.h"
#include "jiedui/scheduler/v1/posting.pb.h"
#include "jiedui/scheduler/v1/report_service.pb.h"

namespace jiedui::scheduler {

// Takes the rows of one pairing: first all courses and postings, then the rest in any order.
class ReportCounter {
 public:
  // `period` has both ends.
  ReportCounter(const v1::Pairing& pairing, DateRange period);

  void Add(const v1::Course& course);
  void Add(const v1::Posting& posting);
  void Add(const v1::Assignment& assignment);
  // With its organisations as they are.
  void Add(const registry::v1::OrganizationPair& pair, const registry::v1::Organization& east,
           const registry::v1::Organization& west);

  // The lines, always all of them and in the same order.
  std::vector<v1::Figure> Figures() const;

 private:
  // What one figure has counted: distinct names, or every time.
  struct Tally {
    absl::flat_hash_set<std::string> names;
    int64_t times = 0;
  };

  bool InPeriod(absl::string_view day) const { return !day.empty() && Contains(period_, day); }
  void Count(absl::string_view code, const std::string& name);

  const std::string east_division_;
  const std::string west_division_;
  const DateRange period_;

  // The figures that a check-in, and a completion, at an item count for.
  struct ItemFigures {
    std::vector<absl::string_view> check_in;
    std::vector<absl::string_view> complete;
  };
  absl::flat_hash_map<std::string, ItemFigures> items_;
  std::map<std::string, Tally, std::less<>> tallies_;
};

}  // namespace jiedui::scheduler
