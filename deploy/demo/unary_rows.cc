// SPDX-License-Identifier: Apache-2.0
#include "deploy/demo/unary_rows.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/status_macros.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "jiedui/scheduler/v1/assignment_service.pb.h"

namespace jiedui::demo {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr absl::Duration kWorkPause = absl::Milliseconds(10);
constexpr int kWorkTries = 3'000;

absl::StatusOr<MessagePtr> CallOne(const MethodDescriptor& method, MessagePtr request, RpcClient& client) {
  std::vector<MessagePtr> requests;
  requests.push_back(std::move(request));
  return client.Call(method, requests);
}

// The request as a question. Without its request_id, under which the server would remember the answer.
MessagePtr AsDryRun(const Message& request) {
  MessagePtr copy(request.New());
  copy->CopyFrom(request);
  const FieldDescriptor* request_id = request.GetDescriptor()->FindFieldByName("request_id");
  const FieldDescriptor* validate_only = request.GetDescriptor()->FindFieldByName("validate_only");
  if (request_id == nullptr || validate_only == nullptr) return nullptr;
  copy->GetReflection()->ClearField(copy.get(), request_id);
  copy->GetReflection()->SetBool(copy.get(), validate_only, true);
  return copy;
}

absl::StatusOr<RowEnd> Create(const MethodDescriptor& method, MessagePtr request, RpcClient& client) {
  MessagePtr question = AsDryRun(*request);
  if (question == nullptr) return absl::InvalidArgumentError(absl::StrCat(method.name(), " has no validate_only"));
  const absl::Status trial = CallOne(method, std::move(question), client).status();
  if (absl::IsAlreadyExists(trial)) return RowEnd::kUnchanged;
  RETURN_IF_ERROR(trial);
  RETURN_IF_ERROR(CallOne(method, std::move(request), client).status());
  return RowEnd::kCreated;
}

// The resource in an update request: its only message besides the mask.
const Message* ResourceOf(const Message& request) {
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = request.GetDescriptor()->field(i);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field->is_repeated() &&
        field->message_type() != google::protobuf::FieldMask::descriptor()) {
      return &request.GetReflection()->GetMessage(request, field);
    }
  }
  return nullptr;
}

// The resource as the server has it.
absl::StatusOr<MessagePtr> Current(const MethodDescriptor& update, const Message& resource, RpcClient& client) {
  const std::string get_name = absl::StrCat("Get", absl::StripPrefix(update.name(), "Update"));
  const MethodDescriptor* get = update.service()->FindMethodByName(get_name);
  const FieldDescriptor* name = resource.GetDescriptor()->FindFieldByName("name");
  if (get == nullptr || name == nullptr) return absl::InvalidArgumentError(absl::StrCat("no ", get_name));
  MessagePtr request = NewMessage(*get->input_type());
  const FieldDescriptor* name_asked = get->input_type()->FindFieldByName("name");
  request->GetReflection()->SetString(request.get(), name_asked, resource.GetReflection()->GetString(resource, name));
  return CallOne(*get, std::move(request), client);
}

google::protobuf::FieldMask MaskOf(const Message& request) {
  google::protobuf::FieldMask mask;
  const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName("update_mask");
  if (field != nullptr) mask.CopyFrom(request.GetReflection()->GetMessage(request, field));
  return mask;
}

absl::StatusOr<RowEnd> Update(const MethodDescriptor& method, MessagePtr request, RpcClient& client) {
  const Message* resource = ResourceOf(*request);
  if (resource == nullptr) return absl::InvalidArgumentError(absl::StrCat(method.name(), " has no resource"));
  ASSIGN_OR_RETURN(const MessagePtr current, Current(method, *resource, client));
  MessagePtr wanted(current->New());
  wanted->CopyFrom(*current);
  google::protobuf::util::FieldMaskUtil::MergeOptions replace;
  replace.set_replace_message_fields(true);
  replace.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(*resource, MaskOf(*request), replace, wanted.get());
  if (google::protobuf::util::MessageDifferencer::Equals(*current, *wanted)) return RowEnd::kUnchanged;
  RETURN_IF_ERROR(CallOne(method, std::move(request), client).status());
  return RowEnd::kUpdated;
}

// Of a course with many people a verb goes on in further commits, during which nobody is checked in.
absl::Status AwaitWork(const std::string& item, RpcClient& client) {
  ASSIGN_OR_RETURN(const MethodDescriptor* get, FindMethod("scheduler.AssignmentService.GetSeatLedger"));
  for (int i = 0; i < kWorkTries; ++i) {
    auto asked = std::make_unique<scheduler::v1::GetSeatLedgerRequest>();
    asked->set_item(item);
    ASSIGN_OR_RETURN(const MessagePtr answer, CallOne(*get, std::move(asked), client));
    scheduler::v1::SeatLedger ledger;
    ledger.CopyFrom(*answer);
    if (!ledger.work_in_progress()) return absl::OkStatus();
    Pause(kWorkPause);
  }
  return absl::UnavailableError(absl::StrCat(item, ": its people are still being moved"));
}

// A verb on a course or posting. Its request_id makes sending it again within a day the same as sending it once; later,
// the state that it leads out of has been left.
absl::StatusOr<RowEnd> Move(const MethodDescriptor& method, MessagePtr request, RpcClient& client) {
  const FieldDescriptor* name = method.input_type()->FindFieldByName("name");
  const std::string item = request->GetReflection()->GetString(*request, name);
  const absl::Status moved = CallOne(method, std::move(request), client).status();
  if (absl::StrContains(moved.message(), "\"ILLEGAL_STATE\"")) return RowEnd::kUnchanged;
  RETURN_IF_ERROR(moved);
  if (method.output_type()->FindFieldByName("notices") != nullptr) RETURN_IF_ERROR(AwaitWork(item, client));
  return RowEnd::kUpdated;
}

// Of a course or posting, with its name.
bool IsVerb(absl::string_view method) {
  constexpr std::array<absl::string_view, 6> kVerbs = {"CloseNominations", "PostponeCourse", "CancelCourse",
                                                       "StartCourse",      "EndCourse",      "ExtendPosting"};
  return std::find(kVerbs.begin(), kVerbs.end(), method) != kVerbs.end();
}

// What only the server says of a resource.
void ClearOutputFields(Message& resource) {
  for (const char* const name : {"name", "recorded_by", "create_time", "update_time", "etag"}) {
    const FieldDescriptor* field = resource.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) resource.GetReflection()->ClearField(&resource, field);
  }
}

// A resource that is stored whole: SetCourseExpense of a course beside GetCourseExpense.
absl::StatusOr<RowEnd> Set(const MethodDescriptor& method, MessagePtr request, RpcClient& client) {
  const MethodDescriptor* get = method.service()->FindMethodByName(absl::StrCat("Get", method.name().substr(3)));
  const Message* resource = ResourceOf(*request);
  if (get == nullptr || resource == nullptr)
    return absl::InvalidArgumentError(absl::StrCat("no Get of ", method.name()));
  MessagePtr question = NewMessage(*get->input_type());
  const FieldDescriptor* asked = get->input_type()->field(0);
  const FieldDescriptor* owner = method.input_type()->FindFieldByName(asked->name());
  question->GetReflection()->SetString(question.get(), asked, request->GetReflection()->GetString(*request, owner));
  const absl::StatusOr<MessagePtr> current = CallOne(*get, std::move(question), client);
  if (!current.ok() && !absl::IsNotFound(current.status())) return current.status();
  if (current.ok()) {
    ClearOutputFields(**current);
    if (google::protobuf::util::MessageDifferencer::Equals(**current, *resource)) return RowEnd::kUnchanged;
  }
  RETURN_IF_ERROR(CallOne(method, std::move(request), client).status());
  return current.ok() ? RowEnd::kUpdated : RowEnd::kCreated;
}

}  // namespace

absl::StatusOr<RowEnd> SendRow(const MethodDescriptor& method, MessagePtr request, RpcClient& client) {
  if (absl::StartsWith(method.name(), "Create") || method.name() == "RecordLeave")
    return Create(method, std::move(request), client);
  if (absl::StartsWith(method.name(), "Update")) return Update(method, std::move(request), client);
  if (absl::StartsWith(method.name(), "Set")) return Set(method, std::move(request), client);
  if (IsVerb(method.name())) return Move(method, std::move(request), client);
  return absl::InvalidArgumentError(absl::StrCat(method.name(), " neither creates nor updates"));
}

}  // namespace jiedui::demo
