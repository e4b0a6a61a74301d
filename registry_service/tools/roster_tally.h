// SPDX-License-Identifier: Apache-2.0
// What became of a roster's rows, in numbers. Not shared between threads.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "jiedui/registry/v1/bulk.pb.h"

namespace jiedui::registry {

class RosterTally {
 public:
  // A stream's answer: how its rows were stored.
  void AddStream(const v1::BulkSummary& summary);
  // How one row would be stored, where a stream's answer is not to be taken as a whole.
  void AddOutcome(v1::RowOutcome::Outcome outcome);
  // A row with all that was found in it, sent or not. It is refused if a finding says so.
  void AddRow(const std::vector<v1::RowFinding>& findings);

  int64_t rows() const { return rows_; }
  int64_t refused() const { return refused_; }
  int64_t warned() const { return warned_; }

  // For people: one line of numbers, and one for each code, the refusals first and then by number. Chinese.
  std::string ToText() const;

 private:
  struct Code {
    int64_t rows = 0;
    std::string problem;
  };

  int64_t rows_ = 0;
  int64_t created_ = 0;
  int64_t updated_ = 0;
  int64_t unchanged_ = 0;
  int64_t refused_ = 0;
  int64_t fixed_ = 0;
  int64_t warned_ = 0;
  std::map<std::pair<v1::RowFinding::Kind, std::string>, Code> codes_;
};

}  // namespace jiedui::registry
