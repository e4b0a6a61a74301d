// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/rpc/verify.h"

#include "common/base/status_macros.h"
#include "scheduler_service/reporting/verify_reports.h"
#include "scheduler_service/store/verify.h"

namespace jiedui::scheduler {
namespace {

class VerifySource final : public rpc::StreamSource {
 public:
  VerifySource(const store::Store& store, const Tables& tables, int findings_max)
      : verifier_(tables, store.NewSnapshot(store::ReadTier::kDisk), findings_max) {
    verifier_.Add(VerifyReports);
  }

  absl::StatusOr<Step> Next() override {
    ASSIGN_OR_RETURN(const std::vector<v1::VerifyResponse> messages, verifier_.Next());
    Step step;
    for (const v1::VerifyResponse& message : messages) step.messages.push_back(message.SerializeAsString());
    step.complete = verifier_.done();
    return step;
  }

 private:
  Verifier verifier_;
};

}  // namespace

std::unique_ptr<rpc::StreamSource> NewVerifySource(const store::Store& store, const Tables& tables,
                                                   const v1::VerifyRequest& request) {
  const int findings_max = request.findings_max() > 0 ? request.findings_max() : kFindingsDefault;
  return std::make_unique<VerifySource>(store, tables, findings_max);
}

}  // namespace jiedui::scheduler
