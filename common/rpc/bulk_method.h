// SPDX-License-Identifier: Apache-2.0
// What the calls of one bulk RPC share: its handler, its rows, the options that the first row of a stream may
// carry.
#pragma once

#include <utility>

#include "common/rpc/engine.h"
#include "common/rpc/service.h"
#include "common/rpc/validate.h"

namespace jiedui::rpc {

// A row on its way through the store.
struct BulkRow {
  int64_t number = 0;
  grpc::ByteBuffer request;  // shares its bytes with the one that was read; decoded again only to explain a refusal
  std::function<absl::StatusOr<RowResult>(store::Transaction&)> step;
  size_t bytes = 0;
  RowResult result;
  bool recovered = false;
};

// What a queued row holds beside its request.
inline constexpr size_t kRowOverheadBytes = 512;

class BulkMethod final : public Method {
 public:
  BulkMethod(Place place, const BulkHandler& handler)
      : Method(std::move(place)),
        handler_(handler),
        options_(handler.prototype->GetDescriptor()->FindFieldByName("options")) {}

  void Accept(PolledQueue& queue) const override;

  const BulkHandler& handler() const { return handler_; }

  // A flag of the request's `options`.
  bool Option(const Message& request, const char* name) const {
    if (options_ == nullptr) return false;
    const Message& options = request.GetReflection()->GetMessage(request, options_);
    const google::protobuf::FieldDescriptor* flag = options.GetDescriptor()->FindFieldByName(name);
    return flag != nullptr && options.GetReflection()->GetBool(options, flag);
  }

  // What the row does. INVALID_ARGUMENT: a field is wrong; else what the handler says.
  absl::Status Prepare(Message& message, const CallInfo& call, BulkRow& row) const {
    ClearOutputOnly(message);
    RETURN_IF_ERROR(Validate(message));
    ASSIGN_OR_RETURN(row.step, handler_.prepare(message, call));
    return absl::OkStatus();
  }

  // A refusal of the row, wherever it was made, in the words of the service. Bytes that are no request say nothing.
  absl::Status Explained(grpc::ByteBuffer& row, const absl::Status& refusal) const {
    if (refusal.ok() || handler_.explain == nullptr) return refusal;
    const absl::StatusOr<std::unique_ptr<Message>> message = Decode(*handler_.prototype, row);
    return handler_.explain(message.ok() ? **message : *handler_.prototype, refusal);
  }

 private:
  const BulkHandler& handler_;
  const google::protobuf::FieldDescriptor* options_;
};

}  // namespace jiedui::rpc
