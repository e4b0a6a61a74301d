// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/planning/dimacs.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "scheduler_service/planning/arrays.h"
#include "scheduler_service/planning/text_lines.h"

namespace jiedui::planning {
namespace {

constexpr int64_t kNodesMax = int64_t{kPeopleMax} + kItemsMax;

struct CostArc {
  int32_t person = 0;
  int32_t item = 0;
  int64_t cost = 0;
};

class Parser {
 public:
  absl::StatusOr<Instance> Parse(absl::string_view text) && {
    for (const TextLine& line : SplitIntoLines(text, "c")) RETURN_IF_ERROR(Read(line));
    if (is_person_.empty()) return absl::InvalidArgumentError("line 1, column 1: must have a line p asn NODES ARCS");
    Instance instance = WithoutPairs();
    std::sort(arcs_.begin(), arcs_.end(), [](const CostArc& a, const CostArc& b) {
      return std::tie(a.person, a.item) < std::tie(b.person, b.item);
    });
    instance.pair_begin.push_back(0);
    for (size_t k = 0; k < arcs_.size(); ++k) {
      instance.pair_begin.resize(At(index_[At(arcs_[k].person)]) + 1, Size(k));
      instance.pair_item.push_back(index_[At(arcs_[k].item)]);
      instance.levels[0].value.push_back(1);
      instance.levels[1].value.push_back(-arcs_[k].cost);
    }
    instance.pair_begin.resize(At(instance.people) + 1, Size(arcs_.size()));
    RETURN_IF_ERROR(CheckInstance(instance));
    return instance;
  }

 private:
  absl::Status Read(const TextLine& line) {
    if (line.keyword() == "p") return ReadProblem(line);
    if (is_person_.empty()) return line.Error(0, "must begin with p asn NODES ARCS");
    if (line.keyword() == "n") return ReadPerson(line);
    if (line.keyword() == "a") return ReadArc(line);
    return line.Error(0, absl::StrCat(line.keyword(), " is none of c, p, n, a"));
  }

  absl::Status ReadProblem(const TextLine& line) {
    if (!is_person_.empty()) return line.Error(0, "is there a second time");
    if (line.words.size() != 4 || line.words[1].text != "asn") return line.Error(1, "must be p asn NODES ARCS");
    TextLine sizes = line;
    sizes.words.erase(sizes.words.begin());
    ASSIGN_OR_RETURN(const std::vector<int64_t> numbers, sizes.Numbers(2, 2));
    if (numbers[0] < 1 || numbers[0] > kNodesMax) return line.Error(2, absl::StrCat("must be 1 to ", kNodesMax));
    is_person_.resize(static_cast<size_t>(numbers[0]) + 1);
    return absl::OkStatus();
  }

  absl::Status ReadPerson(const TextLine& line) {
    ASSIGN_OR_RETURN(const std::vector<int64_t> numbers, line.Numbers(1, 1));
    if (!IsNode(numbers[0])) return line.Error(1, "is no node");
    is_person_[static_cast<size_t>(numbers[0])] = true;
    return absl::OkStatus();
  }

  absl::Status ReadArc(const TextLine& line) {
    ASSIGN_OR_RETURN(const std::vector<int64_t> numbers, line.Numbers(3, 3));
    if (!IsNode(numbers[0]) || !is_person_[static_cast<size_t>(numbers[0])]) return line.Error(1, "is no person");
    if (!IsNode(numbers[1]) || is_person_[static_cast<size_t>(numbers[1])]) return line.Error(2, "is no item");
    if (numbers[2] < -kValueMax || numbers[2] > kValueMax) return line.Error(3, "is too large");
    if (Size(arcs_.size()) == kPairsMax) return line.Error(0, absl::StrCat("at most ", kPairsMax, " arcs"));
    arcs_.push_back({static_cast<int32_t>(numbers[0]), static_cast<int32_t>(numbers[1]), numbers[2]});
    return absl::OkStatus();
  }

  bool IsNode(int64_t node) const { return node >= 1 && node < static_cast<int64_t>(is_person_.size()); }

  // People and items, numbered each by itself.
  Instance WithoutPairs() {
    Instance instance;
    instance.levels = {{.name = "placed", .value = {}}, {.name = "cheap", .value = {}}};
    index_.resize(is_person_.size());
    for (size_t node = 1; node < is_person_.size(); ++node) {
      index_[node] = is_person_[node] ? instance.people++ : Size(instance.items.size());
      if (!is_person_[node]) instance.items.push_back({.seats = 1});
    }
    return instance;
  }

  std::vector<bool> is_person_;  // of a node
  std::vector<int32_t> index_;   // of a node among people or items
  std::vector<CostArc> arcs_;
};

}  // namespace

absl::StatusOr<Instance> ParseDimacsAssignment(absl::string_view text) { return Parser().Parse(text); }

}  // namespace jiedui::planning
