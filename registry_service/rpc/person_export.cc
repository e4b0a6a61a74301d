// SPDX-License-Identifier: Apache-2.0
#include "registry_service/rpc/person_export.h"

#include <string>
#include <utility>

#include "common/rpc/filter.h"
#include "registry_service/store/keys.h"

namespace jiedui::registry {
namespace {

// Of one step: what lies in memory for a reader that is slow.
constexpr int kRowsPerStepMax = 256;

// One thread at a time. Holds its snapshot until it ends.
class Export final : public rpc::StreamSource {
 public:
  Export(rpc::Filter filter, std::unique_ptr<store::Snapshot> snapshot)
      : filter_(std::move(filter)), snapshot_(std::move(snapshot)), next_(store::PrefixRange(kPersonRows)) {}

  absl::StatusOr<Step> Next() override {
    Step step;
    int rows = 0;
    absl::Status status;
    step.complete = true;
    RETURN_IF_ERROR(snapshot_->Scan(store::Family::kRows, next_, [&](absl::string_view key, absl::string_view value) {
      if (rows++ == kRowsPerStepMax) {
        next_.first = std::string(key);
        step.complete = false;
        return false;
      }
      status = Take(key, value, step);
      return status.ok();
    }));
    RETURN_IF_ERROR(status);
    // A step in which nothing matched is no pause: go on at once.
    if (step.messages.empty() && !step.complete) step.wake_after = absl::ZeroDuration();
    return step;
  }

 private:
  absl::Status Take(absl::string_view key, absl::string_view value, Step& step) const {
    PersonRecord record;
    if (!record.ParseFromArray(value.data(), static_cast<int>(value.size()))) return store::DamagedRow(key);
    const v1::Person& person = record.person();
    if (person.has_delete_time() || person.has_restrict_time() || !filter_.Matches(person)) return absl::OkStatus();
    v1::ExportPersonsResponse message;
    message.mutable_person()->Swap(record.mutable_person());
    step.messages.push_back(message.SerializeAsString());
    return absl::OkStatus();
  }

  const rpc::Filter filter_;
  const std::unique_ptr<store::Snapshot> snapshot_;
  store::KeyRange next_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::StreamSource>> ExportPersons(const ServiceParts& parts,
                                                                 const v1::ExportPersonsRequest& request) {
  ASSIGN_OR_RETURN(rpc::Filter filter, rpc::Filter::Parse(request.filter(), *v1::Person::descriptor()));
  return std::make_unique<Export>(std::move(filter), parts.store.NewSnapshot(store::ReadTier::kDisk));
}

}  // namespace jiedui::registry
