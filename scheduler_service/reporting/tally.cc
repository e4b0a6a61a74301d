// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/reporting/tally.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "common/base/digest.h"

namespace jiedui::scheduler {
namespace {

FigureTally TallyFigure(const Ledger& ledger, FigureId figure) {
  FigureCount count = CountFigure(ledger[figure]);
  FigureTally tally = {.value = count.value, .not_counted = count.not_counted, .parts = {}, .parts_left_out = 0};
  if (count.parts.size() > kPartsMax) {
    tally.parts_left_out = static_cast<int64_t>(count.parts.size());
    return tally;
  }
  std::sort(count.parts.begin(), count.parts.end(), [&ledger](const PartCount& a, const PartCount& b) {
    return std::tuple(ledger.part_infos[a.part].first_day, ledger.parts[a.part]) <
           std::tuple(ledger.part_infos[b.part].first_day, ledger.parts[b.part]);
  });
  for (const PartCount& count_of_part : count.parts) {
    v1::FigurePart& part = tally.parts.emplace_back();
    part.set_subject(std::string(ledger.parts[count_of_part.part]));
    part.set_display_name(ledger.part_infos[count_of_part.part].display_name);
    part.set_value(count_of_part.value);
  }
  return tally;
}

// For which figures that can span pairings each subject counts.
std::vector<FigureMask> MasksOf(const Ledger& ledger) {
  std::vector<FigureMask> masks(ledger.subjects.size(), 0);
  for (const FigureSpec& spec : FigureSpecs()) {
    if (!CanSpanPairings(spec)) continue;
    for (const Contribution& one : ledger[spec.id])
      if (one.counts()) masks[one.subject] |= MaskOf(spec.id);
  }
  return masks;
}

}  // namespace

Identity IdentityOf(absl::string_view name) {
  const std::string digest = Sha256({name});
  Identity identity;
  std::memcpy(&identity.high, digest.data(), sizeof(identity.high));
  std::memcpy(&identity.low, digest.data() + sizeof(identity.high), sizeof(identity.low));
  return identity;
}

Tally TallyOf(const Ledger& ledger) {
  Tally tally;
  for (const FigureSpec& spec : FigureSpecs())
    tally.figures[static_cast<size_t>(spec.id)] = TallyFigure(ledger, spec.id);
  const std::vector<FigureMask> masks = MasksOf(ledger);
  for (uint32_t subject = 0; subject < masks.size(); ++subject) {
    if (masks[subject] == 0) continue;
    tally.identities.push_back(IdentityOf(ledger.subjects[subject]));
    tally.identities.back().figures = masks[subject];
  }
  tally.identities.shrink_to_fit();
  std::sort(tally.identities.begin(), tally.identities.end(), IsBefore);
  return tally;
}

size_t BytesOf(const Tally& tally) {
  size_t bytes = sizeof(Tally) + tally.figures.size() * sizeof(FigureTally);
  bytes += tally.identities.capacity() * sizeof(Identity);
  for (const FigureTally& figure : tally.figures)
    for (const v1::FigurePart& part : figure.parts) bytes += part.SpaceUsedLong();
  return bytes;
}

}  // namespace jiedui::scheduler
