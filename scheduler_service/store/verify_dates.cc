// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/store/verify_dates.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status_macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "scheduler_service/domain/item.h"
#include "scheduler_service/domain/item_dates.h"
#include "scheduler_service/store/keys.h"

namespace jiedui::scheduler {
namespace {

using google::protobuf::util::MessageDifferencer;
using storage::v1::ItemDatesRecord;

std::string Say(const ItemDatesRecord& dates) {
  int items = 0;
  for (const storage::v1::DayCount& day : dates.first_days()) items += day.items();
  const auto& first = dates.first_days();
  const auto& last = dates.last_days();
  if (first.empty() || last.empty()) return absl::StrCat("the days of ", items, " items");
  return absl::StrCat("the days of ", items, " items, ", first.begin()->date(), " to ", last.rbegin()->date());
}

class ItemDatesStep final : public VerifyStep {
 public:
  explicit ItemDatesStep(const Verified& verified) : verified_(verified) {}

  absl::string_view name() const override { return "ITEM_DATES"; }
  // A pairing is looked at whole.
  absl::StatusOr<bool> Step(VerifyReport& report) override {
    const auto& table = verified_.tables.pairings;
    return WalkRows(verified_.snapshot, store::Family::kRows, rest_, report,
                    [&](absl::string_view key, absl::string_view value) -> absl::Status {
                      ASSIGN_OR_RETURN(const auto record, table.Decode(key.substr(table.prefix().size()), value));
                      return Verify(record.pairing().name(), report);
                    });
  }

 private:
  absl::Status Verify(const std::string& pairing, VerifyReport& report) const {
    const Tables& tables = verified_.tables;
    ItemDatesRecord required;
    required.set_pairing(pairing);
    RETURN_IF_ERROR(
        AddAll(tables.courses, pairing, report, required, [](const auto& r) { return ItemOf(r.course()); }));
    RETURN_IF_ERROR(
        AddAll(tables.postings, pairing, report, required, [](const auto& r) { return ItemOf(r.posting()); }));
    ASSIGN_OR_RETURN(auto found, tables.item_dates.Find(verified_.snapshot, PairingKey(pairing)));
    if (!found.has_value()) found.emplace().set_pairing(pairing);
    if (!MessageDifferencer::Equals(*found, required)) report.Add(5, {pairing, Say(*found), Say(required)});
    return absl::OkStatus();
  }

  template <typename Record, typename ToItem>
  absl::Status AddAll(const store::Table<Record>& table, const std::string& pairing, VerifyReport& report,
                      ItemDatesRecord& dates, ToItem item_of) const {
    const store::KeyRange range = store::PrefixRange(absl::StrCat(table.prefix(), PairingKey(pairing), "/"));
    return verified_.snapshot.Scan(store::Family::kRows, range, [&](absl::string_view key, absl::string_view value) {
      const auto record = table.Decode(key.substr(table.prefix().size()), value);
      report.CountRows(1);
      if (record.ok()) AddItem(dates, item_of(*record).dates);  // else the check of the rows tells
      return true;
    });
  }

  const Verified verified_;
  store::KeyRange rest_ = store::PrefixRange(kPairingPrefix);
};

}  // namespace

std::unique_ptr<VerifyStep> VerifyItemDates(const Verified& verified) {
  return std::make_unique<ItemDatesStep>(verified);
}

}  // namespace jiedui::scheduler
