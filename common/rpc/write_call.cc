// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/write_call.h"

#include <utility>

#include "common/base/digest.h"
#include "common/rpc/unary_call.h"
#include "common/rpc/validate.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

namespace jiedui::rpc {
namespace {

using google::protobuf::FieldDescriptor;

// What a queued command holds beside its request.
constexpr size_t kCommandOverheadBytes = 512;

std::string DeterministicBytes(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

class WriteMethod final : public Method {
 public:
  WriteMethod(Place place, const WriteHandler& handler) : Method(std::move(place)), handler_(handler) {
    const auto& descriptor = *handler.prototype->GetDescriptor();
    request_id_ = descriptor.FindFieldByName("request_id");
    validate_only_ = descriptor.FindFieldByName("validate_only");
  }

  void Accept(PolledQueue& queue) const override;

  const WriteHandler& handler() const { return handler_; }

  bool ValidateOnly(const Message& request) const {
    return validate_only_ != nullptr && request.GetReflection()->GetBool(request, validate_only_);
  }
  std::string RequestId(const Message& request) const {
    return request_id_ == nullptr ? "" : request.GetReflection()->GetString(request, request_id_);
  }
  // Of the method and the request; its id may stay in, because only requests of the same id are compared.
  std::string Fingerprint(const Message& request) const {
    return Sha256({path(), absl::string_view("\0", 1), DeterministicBytes(request)});
  }

 private:
  const WriteHandler& handler_;
  const FieldDescriptor* request_id_;
  const FieldDescriptor* validate_only_;
};

class WriteCall final : public UnaryCall {
 public:
  WriteCall(const WriteMethod& method, PolledQueue& queue) : UnaryCall(method, queue), method_(method) {}

 private:
  void Run() override {
    const absl::Status prepared = Prepare();
    if (!prepared.ok()) return Refuse(prepared);
    Submit();
  }

  absl::Status Prepare() {
    bytes_ = request().Length() + kCommandOverheadBytes;
    ASSIGN_OR_RETURN(const std::unique_ptr<Message> message, method_.Decode(*method_.handler().prototype, request()));
    request().Clear();
    ClearOutputOnly(*message);
    RETURN_IF_ERROR(Validate(*message));
    validate_only_ = method_.ValidateOnly(*message);
    request_id_ = method_.RequestId(*message);
    // Before `prepare`, which may take the request apart.
    if (!request_id_.empty()) fingerprint_ = method_.Fingerprint(*message);
    ASSIGN_OR_RETURN(step_, method_.handler().prepare(*message, info()));
    return absl::OkStatus();
  }

  void Submit() {
    method_.engine().store.Mutate(
        {.method = info().method,
         .actor = info().actor,
         .request_id = request_id_,
         .fingerprint = fingerprint_,
         .deadline = info().deadline,
         .validate_only = validate_only_,
         .bytes = bytes_,
         .decide = [this](store::Transaction& transaction) { return step_(transaction); },
         .done = [this](absl::StatusOr<store::Committed> committed) { Done(std::move(committed)); }});
  }

  void Done(absl::StatusOr<store::Committed> committed) {
    if (committed.ok()) return Answer(std::move(committed->answer), committed->revision);
    if (method_.recovery() != nullptr && !recovered_) {
      recovered_ = true;
      const absl::Status& refusal = committed.status();
      const bool taken =
          method_.engine().chances.Offer(*method_.recovery(), refusal, info(),
                                         [this](const absl::Status& again) { again.ok() ? Submit() : Refuse(again); });
      if (taken) return;
    }
    Refuse(committed.status());
  }

  const WriteMethod& method_;
  std::function<absl::StatusOr<std::string>(store::Transaction&)> step_;
  std::string request_id_;
  std::string fingerprint_;
  size_t bytes_ = 0;
  bool validate_only_ = false;
  bool recovered_ = false;
};

void WriteMethod::Accept(PolledQueue& queue) const { new WriteCall(*this, queue); }

}  // namespace

std::unique_ptr<Method> NewWriteMethod(Method::Place place, const WriteHandler& handler) {
  return std::make_unique<WriteMethod>(std::move(place), handler);
}

}  // namespace jiedui::rpc
