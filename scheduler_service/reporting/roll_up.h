// SPDX-License-Identifier: Apache-2.0
// The figures of many pairings from the figures of each. Whoever stands in two of them counts once, and the line says
// so. Pure, one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scheduler_service/reporting/counting_rules.h"
#include "scheduler_service/reporting/pairing_tally.h"

namespace jiedui::scheduler {

class RollUp {
 public:
  // Pairings in the order of their names.
  void Add(const v1::Pairing& pairing, std::shared_ptr<const PairingTally> rows, Tally organizations);

  // The lines: parts are the pairings that give anything. Targets are each pairing's own, and not told here.
  std::vector<v1::Figure> Lines(const RulesOnDay& rules) const;

 private:
  struct Member {
    std::string pairing;
    std::string display_name;
    std::shared_ptr<const PairingTally> rows;
    Tally organizations;

    const FigureTally& figure(size_t i) const;
  };

  std::vector<Identity> Slice(uint64_t number) const;
  std::vector<int64_t> DistinctByFigure() const;
  FigureTally SumOf(size_t figure, int64_t distinct) const;
  std::vector<v1::Figure> EnteredLines() const;

  std::vector<Member> members_;
};

}  // namespace jiedui::scheduler
